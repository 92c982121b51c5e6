package io.vedette.broker.journal;

import java.util.ArrayDeque;

/**
 * How long the disk lasts. What every subscriber has stored can be removed, so only what is not stored fills it: its growth over the last ten minutes is
 * the rate. Guarded by itself.
 */
public final class RoomForecast {
    /** Hours said when nothing grows, and the most that are said. */
    public static final double NEVER = 87_600;

    private static final long WINDOW_NANOS = 600_000_000_000L;
    private static final long LEAST_NANOS = 60_000_000_000L;
    private static final double NANOS_PER_HOUR = 3.6e12;

    private record Look(long nanos, long heldBytes) {}

    private final ArrayDeque<Look> looks = new ArrayDeque<>();
    private double hours = NEVER;

    /**
     * @param heldBytes not stored by every subscriber
     * @param roomBytes that may still be written, counting what can be removed
     */
    synchronized void look(long nanos, long heldBytes, long roomBytes) {
        looks.addLast(new Look(nanos, heldBytes));
        while (nanos - looks.getFirst().nanos() > WINDOW_NANOS) {
            looks.removeFirst();
        }
        Look first = looks.getFirst();
        long grown = heldBytes - first.heldBytes();
        long took = nanos - first.nanos();
        hours = grown <= 0 || took < LEAST_NANOS
                ? NEVER
                : Math.min(NEVER, (double) roomBytes / grown * took / NANOS_PER_HOUR);
    }

    synchronized double hours() {
        return hours;
    }
}
