package io.vedette.stratcon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How long cells of each size are kept, as far as it concerns whole stretches of places.
 *
 * @param keep for ever when not named
 */
record KeptFor(Map<Tier, Duration> keep) {

    KeptFor {
        keep = Map.copyOf(keep);
    }

    /** Whether all of a stretch is older than is kept. */
    boolean isPast(Tier tier, int stretch, Instant now) {
        Duration age = keep.get(tier);
        return age != null
                && Tier.DAY.startOfChunk(stretch + 1) <= now.minus(age).getEpochSecond();
    }
}
