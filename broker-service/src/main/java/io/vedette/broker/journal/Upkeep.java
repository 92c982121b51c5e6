package io.vedette.broker.journal;

import io.vedette.broker.journal.SubscriberLimit.WhenFull;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the journal does beside writing: removes what nobody needs, holds subscribers to their limits, forgets those retired, looks at the disk's room.
 * {@link #run} once a second on the writer's thread, {@link #remove} also after a checkpoint; one at a time.
 */
final class Upkeep {
    private final JournalOptions options;
    private final Clock clock;
    private final Segments segments;
    private final Subscribers subscribers;
    private final SpaceGuard space;
    private final RoomForecast forecast = new RoomForecast();
    private final LongAdder shedBytes = new LongAdder();
    private volatile @Nullable String full;

    Upkeep(JournalOptions options, Clock clock, Segments segments, Subscribers subscribers, SpaceGuard space) {
        this.options = options;
        this.clock = clock;
        this.segments = segments;
        this.subscribers = subscribers;
        this.space = space;
    }

    synchronized void run(long end) throws IOException {
        subscribers.forgetRetired();
        holdToLimits(end);
        remove();
        long begin = segments.oldest().base();
        long stored = Math.max(begin, subscribers.lowest().orElse(begin));
        long room = space.room();
        long removable = segments.baseOf(stored) - begin;
        forecast.look(System.nanoTime(), end - stored, room > Long.MAX_VALUE - removable ? room : room + removable);
    }

    /** Removes the segments everybody has passed that are old enough, or at any age while the disk is low. */
    synchronized void remove() throws IOException {
        long floor = subscribers.lowest().orElse(0);
        long before = clock.millis() - options.minimumAge().toMillis();
        boolean removed = true;
        while (removed) {
            removed = segments.removeOldest(floor, before, space.isLow());
        }
    }

    /** The subscriber for whose sake appends are refused; null when there is none. */
    @Nullable
    String full() {
        return full;
    }

    double hoursLeft() {
        return forecast.hours();
    }

    long shedBytes() {
        return shedBytes.sum();
    }

    /** Also after a checkpoint, so that nobody is refused a second too long. */
    synchronized void holdToLimits(long end) throws IOException {
        String over = null;
        for (Map.Entry<String, Long> subscriber : subscribers.all().entrySet()) {
            SubscriberLimit limit = options.limits().get(subscriber.getKey());
            if (limit == null) {
                continue;
            }
            long least = leastKept(
                    limit, Math.max(subscriber.getValue(), segments.oldest().base()), end);
            if (least <= subscriber.getValue()) {
                continue;
            }
            if (limit.whenFull() == WhenFull.REFUSE) {
                over = subscriber.getKey();
            } else {
                shed(subscriber.getKey(), subscriber.getValue(), segments.baseFrom(least));
            }
        }
        full = over;
    }

    /** From where on the limit lets a subscriber's records be kept. */
    private long leastKept(SubscriberLimit limit, long stored, long end) throws IOException {
        long least = limit.maxBytes() == 0 ? stored : Math.max(stored, end - limit.maxBytes());
        if (!limit.maxAge().isZero()) {
            long oldest = clock.millis() - limit.maxAge().toMillis();
            if (segments.timeAt(stored, end) < oldest) {
                least = Math.max(least, Math.max(stored + 1, segments.since(oldest)));
            }
        }
        return least;
    }

    private void shed(String subscriber, long stored, long to) throws IOException {
        if (to > stored) {
            shedBytes.add(to - Math.max(stored, segments.oldest().base()));
            subscribers.checkpoint(subscriber, to);
        }
    }
}
