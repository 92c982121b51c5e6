package io.vedette.broker.journal;

import java.time.Duration;

/**
 * @param segmentBytes a segment that has grown to this size is closed and the next one begun
 * @param commitInterval least time between two fsyncs; appends that arrive meanwhile share the next one. The first after a pause waits for none
 * @param minimumAge a segment every subscriber has passed is kept this long all the same, as long as the disk has room
 * @param minimumFreeFraction below this free part of the disk (0 to 1) appends are refused
 * @param maxPendingBytes appends that wait for the disk; past this further ones are refused
 */
public record JournalOptions(
        long segmentBytes,
        Duration commitInterval,
        Duration minimumAge,
        double minimumFreeFraction,
        long maxPendingBytes) {

    /** The largest payload of one record, in bytes. */
    public static final int MAX_PAYLOAD_BYTES = 512 * 1024;

    public JournalOptions {
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("segment of " + segmentBytes + " bytes");
        }
        if (minimumFreeFraction < 0 || minimumFreeFraction >= 1) {
            throw new IllegalArgumentException("minimum free fraction " + minimumFreeFraction + " is not in [0, 1)");
        }
    }

    /** 64 MiB segments, 2 ms between commits, 24 h kept, 10 % of the disk left free, 8 MiB waiting. */
    public static JournalOptions defaults() {
        return new JournalOptions(64L << 20, Duration.ofMillis(2), Duration.ofHours(24), 0.10, 8L << 20);
    }
}
