package io.vedette.stratcon.ledger;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Batches that live lanes handed to the queue, by the minute in which the broker journaled them, until a commit of the same broker's durable lane has stored
 * them. While the store is away for hours the oldest minutes are forgotten. Safe for threads.
 */
public final class LiveTallies {
    private static final int MINUTES = 180;
    private static final long MINUTE_MS = 60_000;

    private final Map<Long, NavigableMap<Long, Live>> byBroker = new ConcurrentHashMap<>();

    /** Batches of one minute. */
    record Live(long fresh, long old) {
        static final Live NONE = new Live(0, 0);

        Live plus(Live other) {
            return new Live(fresh + other.fresh, old + other.old);
        }

        private Live minus(Live other) {
            return new Live(fresh - other.fresh, old - other.old);
        }
    }

    /** One batch went to the queue. */
    public void took(long brokerId, long journaledMs, boolean old) {
        NavigableMap<Long, Live> minutes = of(brokerId);
        synchronized (minutes) {
            minutes.merge(Math.floorDiv(journaledMs, MINUTE_MS), new Live(old ? 0 : 1, old ? 1 : 0), Live::plus);
            while (minutes.size() > MINUTES) {
                minutes.pollFirstEntry();
            }
        }
    }

    /** What is not stored yet, by the minute. */
    Map<Long, Live> waiting(long brokerId) {
        NavigableMap<Long, Live> minutes = of(brokerId);
        synchronized (minutes) {
            return Map.copyOf(minutes);
        }
    }

    /** These are stored; what came meanwhile waits. */
    void stored(long brokerId, Map<Long, Live> kept) {
        NavigableMap<Long, Live> minutes = of(brokerId);
        synchronized (minutes) {
            kept.forEach((minute, live) -> minutes.computeIfPresent(minute, (at, all) -> {
                Live rest = all.minus(live);
                return rest.equals(Live.NONE) ? null : rest;
            }));
        }
    }

    private NavigableMap<Long, Live> of(long brokerId) {
        return byBroker.computeIfAbsent(brokerId, id -> new TreeMap<>());
    }
}
