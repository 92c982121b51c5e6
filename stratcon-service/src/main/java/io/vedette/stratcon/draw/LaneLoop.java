package io.vedette.stratcon.draw;

import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a lane connected: dials again after a jittered, growing pause, until the stop sign is up. A thread's work. */
final class LaneLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(LaneLoop.class);

    private final String name;
    private final Lane lane;
    private final StopSign stop;
    private final Clock clock;
    private final IntervalFunction backOff;

    LaneLoop(String name, Lane lane, StopSign stop, Clock clock, DrawSettings settings) {
        this.name = name;
        this.lane = lane;
        this.stop = stop;
        this.clock = clock;
        backOff = IntervalFunction.ofExponentialRandomBackoff(
                settings.initialBackOff(), 2.0, 0.5, settings.longestBackOff());
    }

    @Override
    public void run() {
        try {
            int attempt = 1;
            while (!stop.isRaised()) {
                attempt = drew() ? 1 : attempt + 1;
                stop.await(Duration.ofMillis(backOff.apply(attempt)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection's life; whether there was one. */
    private boolean drew() throws InterruptedException {
        try {
            lane.draw(stop);
            return lane.figures().disconnected(clock.millis(), "");
        } catch (IOException e) {
            return lost(e);
        } catch (RuntimeException e) {
            log.atError().setCause(e).addKeyValue("lane", name).log("a lane failed");
            return lost(e);
        }
    }

    private boolean lost(Exception e) {
        boolean stood = lane.figures().disconnected(clock.millis(), describe(e));
        if (!stop.isRaised()) {
            log.atLevel(stood ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.DEBUG)
                    .addKeyValue("lane", name)
                    .log("not connected: {}", describe(e));
        }
        return stood;
    }

    private static String describe(Exception e) {
        String message = e.getMessage();
        Throwable cause = e.getCause();
        String reason = message == null ? e.getClass().getSimpleName() : message;
        String deeper = cause == null ? null : cause.getMessage();
        return deeper == null || reason.contains(deeper) ? reason : reason + ": " + deeper;
    }
}
