package io.vedette.stratcon.ledger;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Batches that live lanes handed to the queue, by the minute in which the broker journaled them, for the last hours. In memory alone: a stratcon that
 * was killed does not know them any more. Safe for threads.
 */
public final class LiveTallies {
    private static final int MINUTES = 180;
    private static final long MINUTE_MS = 60_000;

    private final Map<Long, TreeMap<Long, Live>> byBroker = new ConcurrentHashMap<>();

    /** Batches of one minute. */
    record Live(long fresh, long old) {
        static final Live NONE = new Live(0, 0);

        Live plus(Live other) {
            return new Live(fresh + other.fresh, old + other.old);
        }
    }

    /** One batch went to the queue. */
    public void took(long brokerId, long journaledMs, boolean old) {
        TreeMap<Long, Live> minutes = byBroker.computeIfAbsent(brokerId, id -> new TreeMap<>());
        synchronized (minutes) {
            minutes.merge(Math.floorDiv(journaledMs, MINUTE_MS), new Live(old ? 0 : 1, old ? 1 : 0), Live::plus);
            while (minutes.size() > MINUTES) {
                minutes.pollFirstEntry();
            }
        }
    }

    Live of(long brokerId, long minute) {
        TreeMap<Long, Live> minutes = byBroker.get(brokerId);
        if (minutes == null) {
            return Live.NONE;
        }
        synchronized (minutes) {
            return minutes.getOrDefault(minute, Live.NONE);
        }
    }
}
