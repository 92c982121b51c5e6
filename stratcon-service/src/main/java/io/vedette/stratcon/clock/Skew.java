package io.vedette.stratcon.clock;

import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;

/**
 * How far another's clock is ahead of ours: the median of the last exchanges, each compared with the middle between asking and answer. Zero until measured.
 * Safe for many threads.
 */
public final class Skew {
    private static final int EXCHANGES = 5;

    private final Clock clock;
    /** The two below are guarded by this. */
    private final long[] seen = new long[EXCHANGES];

    private int exchanges;
    private volatile long skewMs;
    private volatile boolean measured;

    public Skew(Clock clock) {
        this.clock = clock;
    }

    /** The other's clock minus ours, ms. */
    public long ms() {
        return skewMs;
    }

    public boolean isMeasured() {
        return measured;
    }

    /** Our clock at the moment when the other's showed this, epoch ms. */
    public long ours(long otherMs) {
        return otherMs - skewMs;
    }

    /** Asks several times. */
    public void measure(RemoteClock other) throws IOException, InterruptedException {
        for (int i = 0; i < EXCHANGES; i++) {
            long asked = clock.millis();
            exchanged(asked, other.millis(), clock.millis());
        }
    }

    public void measureOnce(RemoteClock other) throws IOException, InterruptedException {
        if (!measured) {
            measure(other);
        }
    }

    /** One exchange more. */
    public synchronized void exchanged(long askedMs, long answerMs, long answeredMs) {
        seen[exchanges % EXCHANGES] = answerMs - (askedMs + answeredMs) / 2;
        exchanges++;
        long[] sorted = Arrays.copyOf(seen, Math.min(exchanges, EXCHANGES));
        Arrays.sort(sorted);
        skewMs = sorted[sorted.length / 2];
        measured = true;
    }
}
