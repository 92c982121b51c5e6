package io.vedette.broker.statsd;

import io.vedette.broker.intake.Sample;
import java.util.List;

/** The open period of one check. Guarded by itself, so that a line and the record that keeps it belong to one period. */
final class OpenPeriod {
    private final Accumulator accumulator;
    private long key;
    private long endMs;

    /**
     * @param key tells this period from every other of this broker
     */
    OpenPeriod(Accumulator accumulator, long key, long endMs) {
        this.accumulator = accumulator;
        this.key = key;
        this.endMs = endMs;
    }

    Accumulator accumulator() {
        return accumulator;
    }

    long key() {
        return key;
    }

    long endMs() {
        return endMs;
    }

    /** What changed in a period since it was asked for last. */
    record Changes(long key, long endMs, List<byte[]> pieces) {}

    Changes changes() {
        return new Changes(key, endMs, accumulator.changes());
    }

    /** A period that ended, with its values. */
    record Ended(long key, long endMs, List<Sample> samples) {}

    /** Ends it with values of this time and begins the next. */
    Ended turn(long atMs, long nextKey, long nextEndMs) {
        Ended ended = new Ended(key, endMs, accumulator.close(atMs));
        key = nextKey;
        endMs = nextEndMs;
        return ended;
    }
}
