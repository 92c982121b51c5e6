package io.vedette.broker.journal;

import java.time.Duration;

/**
 * How much of the journal may be kept for one subscriber.
 *
 * @param maxBytes what it has not stored may grow to this size; 0 for no limit
 * @param maxAge what it has not stored may grow this old; zero for no limit
 * @param whenFull what happens then
 */
public record SubscriberLimit(long maxBytes, Duration maxAge, WhenFull whenFull) {

    /** What happens at the limit. */
    public enum WhenFull {
        /** Appends are refused until the subscriber has stored more. */
        REFUSE,
        /** The subscriber loses its oldest segments, counted; it is told of the gap. */
        SHED_OLDEST
    }

    public SubscriberLimit {
        if (maxBytes < 0 || maxAge.isNegative()) {
            throw new IllegalArgumentException("a subscriber's limit is not below 0");
        }
    }
}
