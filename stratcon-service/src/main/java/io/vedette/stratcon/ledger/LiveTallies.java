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

    private final Map<Long, OfBroker> byBroker = new ConcurrentHashMap<>();

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
        of(brokerId).add(Map.of(Math.floorDiv(journaledMs, MINUTE_MS), new Live(old ? 0 : 1, old ? 1 : 0)));
    }

    /** What is not stored yet, by the minute. */
    Map<Long, Live> waiting(long brokerId) {
        return of(brokerId).all();
    }

    /** What no commit has taken yet; one takes it now. */
    Map<Long, Live> take(long brokerId) {
        return of(brokerId).take();
    }

    /** The commit that took these is made, or they wait for another. */
    void end(long brokerId, Map<Long, Live> taken, boolean made) {
        of(brokerId).end(taken, made);
    }

    private OfBroker of(long brokerId) {
        return byBroker.computeIfAbsent(brokerId, id -> new OfBroker());
    }

    /** Guarded by itself. */
    private static final class OfBroker {
        private final NavigableMap<Long, Live> free = new TreeMap<>();
        private final Map<Long, Live> taken = new TreeMap<>();

        synchronized void add(Map<Long, Live> fresh) {
            fresh.forEach((minute, live) -> free.merge(minute, live, Live::plus));
            while (free.size() > MINUTES) {
                free.pollFirstEntry();
            }
        }

        synchronized Map<Long, Live> all() {
            Map<Long, Live> all = new TreeMap<>(free);
            taken.forEach((minute, live) -> all.merge(minute, live, Live::plus));
            return all;
        }

        synchronized Map<Long, Live> take() {
            Map<Long, Live> now = Map.copyOf(free);
            now.forEach((minute, live) -> taken.merge(minute, live, Live::plus));
            free.clear();
            return now;
        }

        synchronized void end(Map<Long, Live> ended, boolean made) {
            ended.forEach((minute, live) -> taken.computeIfPresent(minute, (at, all) -> {
                Live rest = all.minus(live);
                return rest.equals(Live.NONE) ? null : rest;
            }));
            if (!made) {
                add(ended);
            }
        }
    }
}
