package io.vedette.stratcon.draw;

import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Duration;

/**
 * Asks until there is an answer, each time after a longer pause; once told to stop, one try must do. What is wrong stands in the lane's figures meanwhile.
 */
final class Patience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final LaneFigures figures;
    private final IntervalFunction backOff;

    Patience(LaneFigures figures, Duration longestPause) {
        this.figures = figures;
        backOff = IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2.0, 0.5, longestPause);
    }

    /** Who is asked does not answer now; the message says who. */
    static final class UnansweredException extends Exception {
        private static final long serialVersionUID = 1L;

        UnansweredException(String message, Exception cause) {
            super(message, cause);
        }
    }

    interface Question<T> {
        T ask() throws UnansweredException, InterruptedException;
    }

    /**
     * @throws IOException when stopped without an answer
     */
    <T> T ask(StopSign stop, Question<T> question) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                T answer = question.ask();
                if (attempt > 1) {
                    figures.trouble("");
                }
                return answer;
            } catch (UnansweredException e) {
                figures.trouble(String.valueOf(e.getMessage()));
                if (stop.await(Duration.ofMillis(backOff.apply(attempt)))) {
                    throw new IOException("stopped while " + e.getMessage(), e);
                }
            }
        }
    }
}
