package io.vedette.broker.remotewrite;

import io.vedette.contracts.histogram.Histogram;
import java.util.Arrays;

/**
 * One native histogram, whose message is the same in both versions: exponential buckets, or custom bounds, with counts as differences or as they are. Put
 * into log-linear bins by the middle of each bucket. Belongs to one thread and is used again.
 */
final class NativeHistogram {
    private static final int MAX_BUCKETS = 10_000;
    private static final int CUSTOM = -53;
    private static final int LOWEST_SCHEMA = -4;
    private static final int HIGHEST_SCHEMA = 8;
    private static final int GAUGE = 3;
    private static final long STALE = 0x7ff0000000000002L;

    private final ProtoCursor fields = new ProtoCursor();
    private final ProtoCursor inner = new ProtoCursor();
    private final Side negative = new Side();
    private final Side positive = new Side();
    private double[] bounds = new double[0];
    private int schema;
    private double zeros;
    private boolean gauge;
    private boolean stale;
    private long timeMs;

    /** The buckets of one sign. */
    private static final class Side {
        private int[] offsets = new int[0];
        private long[] lengths = new long[0];
        private double[] counts = new double[0];
        private int size;
        private double last;

        void clear() {
            offsets = new int[0];
            lengths = new long[0];
            size = 0;
            last = 0;
        }

        void span(int offset, long length) {
            if (offsets.length == MAX_BUCKETS) {
                throw new ProtoCursor.MalformedException("too many spans");
            }
            offsets = Arrays.copyOf(offsets, offsets.length + 1);
            lengths = Arrays.copyOf(lengths, offsets.length);
            offsets[offsets.length - 1] = offset;
            lengths[offsets.length - 1] = length;
        }

        void count(double count) {
            if (size == MAX_BUCKETS) {
                throw new ProtoCursor.MalformedException("too many buckets");
            }
            if (size == counts.length) {
                counts = Arrays.copyOf(counts, Math.max(16, size * 2));
            }
            counts[size++] = count;
            last = count;
        }
    }

    /** Reads the message that lies there. */
    void read(byte[] bytes, int from, int to) {
        negative.clear();
        positive.clear();
        bounds = new double[0];
        schema = 0;
        zeros = 0;
        gauge = false;
        stale = false;
        timeMs = 0;
        fields.reset(bytes, from, to);
        while (fields.next()) {
            field(bytes);
        }
    }

    private void field(byte[] bytes) {
        switch (fields.field()) {
            case 3 -> stale = fields.value() == STALE;
            case 4 -> schema = (int) fields.signed();
            case 6 -> zeros = fields.value();
            case 7 -> zeros = fields.real();
            case 8 -> span(negative, bytes);
            case 9 -> differences(negative);
            case 10 -> counts(negative);
            case 11 -> span(positive, bytes);
            case 12 -> differences(positive);
            case 13 -> counts(positive);
            case 14 -> gauge = fields.value() == GAUGE;
            case 15 -> timeMs = fields.value();
            case 16 -> bounds();
            default -> {}
        }
    }

    private void span(Side side, byte[] bytes) {
        int offset = 0;
        long length = 0;
        inner.reset(bytes, fields.from(), fields.to());
        while (inner.next()) {
            if (inner.field() == 1) {
                offset = (int) inner.signed();
            } else if (inner.field() == 2) {
                length = inner.value() & 0xffff_ffffL;
            }
        }
        side.span(offset, length);
    }

    private void differences(Side side) {
        inner.packed(fields);
        while (inner.nextNumber()) {
            side.count(side.last + inner.signed());
        }
    }

    private void counts(Side side) {
        inner.packed(fields);
        while (inner.nextReal()) {
            side.count(inner.real());
        }
    }

    private void bounds() {
        inner.packed(fields);
        while (inner.nextReal() && bounds.length < MAX_BUCKETS) {
            bounds = Arrays.copyOf(bounds, bounds.length + 1);
            bounds[bounds.length - 1] = inner.real();
        }
    }

    boolean isStale() {
        return stale;
    }

    boolean isGauge() {
        return gauge;
    }

    long timeMs() {
        return timeMs;
    }

    /** Whether this version knows how its buckets lie. */
    boolean isKnown() {
        return schema == CUSTOM || (schema >= LOWEST_SCHEMA && schema <= HIGHEST_SCHEMA);
    }

    Histogram histogram() {
        Histogram histogram = new Histogram();
        histogram.insert(0, Math.round(zeros));
        fill(histogram, negative, -1);
        fill(histogram, positive, 1);
        return histogram;
    }

    private void fill(Histogram histogram, Side side, int sign) {
        long index = 0;
        int bucket = 0;
        for (int span = 0; span < side.offsets.length; span++) {
            index += side.offsets[span];
            for (long i = 0; i < side.lengths[span] && bucket < side.size; i++) {
                histogram.insert(sign * middle(index++), Math.round(side.counts[bucket++]));
            }
        }
    }

    private double middle(long index) {
        if (schema != CUSTOM) {
            // Bucket i is from base^(i-1) to base^i, the base being 2^(2^-schema).
            return Math.pow(2, (index - 0.5) * Math.pow(2, -schema));
        }
        if (bounds.length == 0) {
            return 0;
        }
        int upper = Math.clamp(index, 0, bounds.length);
        double lower = upper == 0 ? Math.min(0, bounds[0]) : bounds[upper - 1];
        return upper == bounds.length ? lower : (lower + bounds[upper]) / 2;
    }
}
