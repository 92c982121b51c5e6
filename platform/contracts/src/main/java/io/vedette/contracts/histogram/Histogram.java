package io.vedette.contracts.histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Counts of values in log-linear bins. Its binary form: u16 big endian number of bins, then per bin, by value, i8 digits, i8 exponent, u8 bytes of the count
 * less one, the count little endian. Counts stop at the largest that 63 bits hold. Belongs to one thread.
 */
public final class Histogram {
    private static final int HEAD_BYTES = 2;
    private static final int BIN_BYTES = 3;
    private static final int MAX_BINS = 0xffff;

    /** Sorted by value, as are the counts. */
    private short[] bins = new short[8];

    private long[] counts = new long[8];
    private int used;

    /** Bytes that are no histogram. */
    public static final class MalformedHistogramException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedHistogramException(String message) {
            super(message);
        }
    }

    /** One bin as it is told to others. */
    public record Bucket(double left, double width, long count) {}

    /** Counts a value so many times; infinities and what is no number have a bin of their own. */
    public Histogram insert(double value, long count) {
        if (count > 0) {
            add(Bin.of(value), count);
        }
        return this;
    }

    /** Adds the counts of another, exactly. */
    public Histogram merge(Histogram other) {
        for (int i = 0; i < other.used; i++) {
            add(other.bins[i], other.counts[i]);
        }
        return this;
    }

    /** What was counted since an earlier state of this; empty when this is none that came after it. */
    public Optional<Histogram> since(Histogram earlier) {
        Histogram difference = new Histogram();
        int matched = 0;
        for (int i = 0; i < used; i++) {
            boolean both = matched < earlier.used && earlier.bins[matched] == bins[i];
            long before = both ? earlier.counts[matched++] : 0;
            if (counts[i] < before) {
                return Optional.empty();
            }
            difference.add(bins[i], counts[i] - before);
        }
        return matched == earlier.used ? Optional.of(difference) : Optional.empty();
    }

    /** How many values were counted, those that are no number among them. */
    public long count() {
        long sum = 0;
        for (int i = 0; i < used; i++) {
            sum = plus(sum, counts[i]);
        }
        return sum;
    }

    /** Sum of the values, as their bins' middles. */
    public double sum() {
        double sum = 0;
        for (int i = firstNumber(); i < used; i++) {
            sum += Bin.middle(bins[i]) * counts[i];
        }
        return sum;
    }

    /** The bins by value, without that of what is no number. */
    public List<Bucket> buckets() {
        List<Bucket> buckets = new ArrayList<>(used);
        for (int i = firstNumber(); i < used; i++) {
            buckets.add(new Bucket(Bin.left(bins[i]), Bin.width(bins[i]), counts[i]));
        }
        return buckets;
    }

    /**
     * The value below which this part of the values lies, spread evenly over its bin.
     *
     * @param part from 0 to 1
     * @return NaN when there are no values
     */
    public double quantile(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("a quantile is from 0 to 1, not " + part);
        }
        int i = firstNumber();
        if (i == used) {
            return Double.NaN;
        }
        double total = 0;
        for (int at = i; at < used; at++) {
            total += counts[at];
        }
        double wanted = part * total;
        double below = 0;
        while (i < used - 1 && below + counts[i] < wanted) {
            below += counts[i++];
        }
        double share = Math.clamp((wanted - below) / counts[i], 0, 1);
        return Bin.left(bins[i]) + share * Bin.width(bins[i]);
    }

    public byte[] toBytes() {
        int size = HEAD_BYTES;
        for (int i = 0; i < used; i++) {
            size += BIN_BYTES + bytesOf(counts[i]);
        }
        byte[] out = new byte[size];
        out[0] = (byte) (used >>> 8);
        out[1] = (byte) used;
        int at = HEAD_BYTES;
        for (int i = 0; i < used; i++) {
            int length = bytesOf(counts[i]);
            out[at++] = (byte) Bin.digits(bins[i]);
            out[at++] = (byte) Bin.exponent(bins[i]);
            out[at++] = (byte) (length - 1);
            for (int b = 0; b < length; b++) {
                out[at++] = (byte) (counts[i] >>> (8 * b));
            }
        }
        return out;
    }

    /** The binary form in Base64, as it travels in JSON. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(toBytes());
    }

    /**
     * @throws MalformedHistogramException for bytes that are no histogram, whatever they are
     */
    public static Histogram of(byte[] bytes) {
        if (bytes.length < HEAD_BYTES) {
            throw new MalformedHistogramException(bytes.length + " bytes are no histogram");
        }
        int bins = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        Histogram histogram = new Histogram();
        int at = HEAD_BYTES;
        for (int i = 0; i < bins; i++) {
            int length = bytes.length - at < BIN_BYTES ? 0 : (bytes[at + 2] & 0xff) + 1;
            if (length < 1 || length > Long.BYTES || bytes.length - at - BIN_BYTES < length) {
                throw new MalformedHistogramException("bin cut off at byte " + at);
            }
            short bin = Bin.code(bytes[at], bytes[at + 1]);
            long count = 0;
            for (int b = 0; b < length; b++) {
                count |= (bytes[at + BIN_BYTES + b] & 0xffL) << (8 * b);
            }
            if (!Bin.isValid(bin)) {
                throw new MalformedHistogramException("no bin at byte " + at);
            }
            histogram.add(bin, count < 0 ? Long.MAX_VALUE : count);
            at += BIN_BYTES + length;
        }
        if (at != bytes.length) {
            throw new MalformedHistogramException("bytes behind the last bin");
        }
        return histogram;
    }

    /**
     * @throws MalformedHistogramException for a text that is none
     */
    public static Histogram ofBase64(String text) {
        try {
            return of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedHistogramException("no Base64");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that
                && Arrays.equals(bins, 0, used, that.bins, 0, that.used)
                && Arrays.equals(counts, 0, used, that.counts, 0, that.used);
    }

    @Override
    public int hashCode() {
        int hash = used;
        for (int i = 0; i < used; i++) {
            hash = 31 * (31 * hash + bins[i]) + Long.hashCode(counts[i]);
        }
        return hash;
    }

    @Override
    public String toString() {
        return buckets().toString();
    }

    private int firstNumber() {
        return used > 0 && bins[0] == Bin.NOT_A_NUMBER ? 1 : 0;
    }

    private void add(short bin, long count) {
        if (count == 0) {
            return;
        }
        int low = 0;
        int high = used - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Bin.compare(bins[middle], bin);
            if (order == 0) {
                counts[middle] = plus(counts[middle], count);
                return;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        insertAt(low, bin, count);
    }

    private void insertAt(int place, short bin, long count) {
        if (used == bins.length) {
            bins = Arrays.copyOf(bins, Math.min(MAX_BINS, used * 2));
            counts = Arrays.copyOf(counts, bins.length);
        }
        System.arraycopy(bins, place, bins, place + 1, used - place);
        System.arraycopy(counts, place, counts, place + 1, used - place);
        bins[place] = bin;
        counts[place] = count;
        used++;
    }

    private static long plus(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static int bytesOf(long count) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(count) + 7) / 8);
    }
}
