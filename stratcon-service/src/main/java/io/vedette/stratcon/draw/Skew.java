package io.vedette.stratcon.draw;

import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;

/**
 * How far a broker's clock is ahead of ours: the median of several exchanges, each compared with the middle between asking and answer. Zero until
 * measured. Safe for many threads.
 */
final class Skew {
    private static final int EXCHANGES = 5;

    private final Clock clock;
    private volatile long skewMs;
    private volatile boolean measured;

    Skew(Clock clock) {
        this.clock = clock;
    }

    /** Broker's clock minus ours, ms. */
    long ms() {
        return skewMs;
    }

    /** Our clock at the moment when the broker's showed this, epoch ms. */
    long ours(long brokerMs) {
        return brokerMs - skewMs;
    }

    void measure(BrokerClient broker) throws IOException, InterruptedException {
        long[] seen = new long[EXCHANGES];
        for (int i = 0; i < EXCHANGES; i++) {
            long asked = clock.millis();
            long answer = broker.clock();
            seen[i] = answer - (asked + clock.millis()) / 2;
        }
        Arrays.sort(seen);
        skewMs = seen[EXCHANGES / 2];
        measured = true;
    }

    void measureOnce(BrokerClient broker) throws IOException, InterruptedException {
        if (!measured) {
            measure(broker);
        }
    }
}
