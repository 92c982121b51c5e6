package io.vedette.broker.journal;

import java.time.Duration;
import java.util.Map;

/**
 * @param segmentBytes a segment that has grown to this size is closed and the next one begun
 * @param commitInterval least time between two fsyncs; appends that arrive meanwhile share the next one. The first after a pause waits for none
 * @param minimumAge a segment every subscriber has passed is kept this long all the same, as long as the disk has room
 * @param minimumFreeFraction below this free part of the disk (0 to 1) appends are refused
 * @param maxPendingBytes appends that wait for the disk; past this further ones are refused
 * @param durability when an append counts as done
 * @param limits by subscriber; one that is not named has none
 */
public record JournalOptions(
        long segmentBytes,
        Duration commitInterval,
        Duration minimumAge,
        double minimumFreeFraction,
        long maxPendingBytes,
        Durability durability,
        Map<String, SubscriberLimit> limits) {

    /** The largest payload of one record, in bytes. */
    public static final int MAX_PAYLOAD_BYTES = 512 * 1024;

    public JournalOptions {
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("segment of " + segmentBytes + " bytes");
        }
        if (minimumFreeFraction < 0 || minimumFreeFraction >= 1) {
            throw new IllegalArgumentException("minimum free fraction " + minimumFreeFraction + " is not in [0, 1)");
        }
        limits = Map.copyOf(limits);
    }

    /** Committed, and nobody limited. */
    public JournalOptions(
            long segmentBytes,
            Duration commitInterval,
            Duration minimumAge,
            double minimumFreeFraction,
            long maxPendingBytes) {
        this(
                segmentBytes,
                commitInterval,
                minimumAge,
                minimumFreeFraction,
                maxPendingBytes,
                Durability.COMMITTED,
                Map.of());
    }

    /** The defaults with segments of another size. */
    static JournalOptions ofSegments(long bytes) {
        JournalOptions usual = defaults();
        return new JournalOptions(
                bytes, usual.commitInterval, usual.minimumAge, usual.minimumFreeFraction, usual.maxPendingBytes);
    }

    /** 64 MiB segments, 2 ms between commits, 24 h kept, 10 % of the disk left free, 8 MiB waiting, committed. */
    public static JournalOptions defaults() {
        return new JournalOptions(64L << 20, Duration.ofMillis(2), Duration.ofHours(24), 0.10, 8L << 20);
    }

    /** The same for a subscriber with a limit. */
    JournalOptions limiting(String subscriber, SubscriberLimit limit) {
        return new JournalOptions(
                segmentBytes,
                commitInterval,
                minimumAge,
                minimumFreeFraction,
                maxPendingBytes,
                durability,
                Map.of(subscriber, limit));
    }

    /** The same with another durability. */
    JournalOptions with(Durability other) {
        return new JournalOptions(
                segmentBytes, commitInterval, minimumAge, minimumFreeFraction, maxPendingBytes, other, limits);
    }
}
