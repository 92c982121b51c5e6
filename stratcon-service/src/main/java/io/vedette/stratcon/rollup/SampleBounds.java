package io.vedette.stratcon.rollup;

import java.time.Duration;
import java.util.Map;

/**
 * Between which times samples are taken, by the stratcon's clock as it draws. Whatever time a sender writes, the store makes room inside these bounds only.
 *
 * @param oldest how old a sample may be; its whole UTC day is taken
 * @param oldestOf the same for single accounts, by number
 */
public record SampleBounds(Duration oldest, Map<Long, Duration> oldestOf) {
    /** Samples further ahead of the clock are refused. */
    public static final Duration FURTHEST_AHEAD = Duration.ofHours(4);

    /** Ten years. */
    public static final SampleBounds USUAL = new SampleBounds(Duration.ofDays(3_653), Map.of());

    public SampleBounds {
        oldestOf = Map.copyOf(oldestOf);
        if (oldest.isNegative() || oldestOf.values().stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("no sample is younger than now");
        }
    }

    /** Start of the account's oldest day, epoch ms. */
    long oldestMs(long account, long nowMs) {
        long oldestS = Math.floorDiv(nowMs, 1000)
                - oldestOf.getOrDefault(account, oldest).toSeconds();
        return Math.max(0, Rollup.DAY.startOf(oldestS) * 1000);
    }

    /** Epoch ms. */
    long furthestMs(long nowMs) {
        return nowMs + FURTHEST_AHEAD.toMillis();
    }
}
