package io.vedette.observer.step;

import java.time.Duration;
import java.util.List;

/** How an executable ended. */
sealed interface Outcome {

    /** It exited by itself; 0 is success. {@code stderr}: its last lines. */
    record Exited(int code, List<String> stderr) implements Outcome {}

    /** It was killed with all it had started, as it took too long. */
    record TimedOut(Duration limit, List<String> stderr) implements Outcome {}

    /** It was killed because the observer stops: the file waits for the next start. */
    record Interrupted() implements Outcome {}

    default boolean isSuccess() {
        return this instanceof Exited exited && exited.code() == 0;
    }
}
