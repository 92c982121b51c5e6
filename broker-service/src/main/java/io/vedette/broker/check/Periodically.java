package io.vedette.broker.check;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A loop at a fixed beat: what comes due while a turn still takes is left out. */
final class Periodically {

    /** One turn. */
    interface Turn {
        void run() throws InterruptedException;
    }

    private Periodically() {}

    /** Runs until told to stop, or interrupted. */
    static void run(long firstNanos, long periodNanos, BooleanSupplier goesOn, Turn turn) {
        try {
            TimeUnit.NANOSECONDS.sleep(firstNanos);
            long due = System.nanoTime();
            while (goesOn.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
                turn.run();
                due += periodNanos;
                long late = System.nanoTime() - due;
                if (late > 0) {
                    due += (late / periodNanos + 1) * periodNanos;
                }
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        } catch (InterruptedException e) {
            // The check was changed or deleted, or the broker stops.
            Thread.currentThread().interrupt();
        }
    }
}
