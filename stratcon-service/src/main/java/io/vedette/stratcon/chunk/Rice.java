package io.vedette.stratcon.chunk;

/**
 * Golomb-Rice codes whose parameter follows the mean of the numbers so far: close to the entropy of noise, without a table that a short column would
 * have to carry.
 */
final class Rice {
    private static final int LONGEST_RUN = 20;
    private static final long LARGEST_SEEN = 1L << 50;
    /** The mean before the first number. */
    static final long NOTHING_BEFORE = -1;

    private Rice() {}

    static void write(ByteOut out, long[] numbers) {
        write(out, numbers, 0, numbers.length, NOTHING_BEFORE);
    }

    /** Writes some, after those with such a mean; returns the mean then. */
    static long write(ByteOut out, long[] numbers, int from, int until, long meanBefore) {
        long mean = meanBefore;
        for (int i = from; i < until; i++) {
            long number = numbers[i];
            int low = parameter(mean);
            long high = number >>> low;
            if (high >= 0 && high < LONGEST_RUN) {
                out.bits((1L << high) - 1, (int) high + 1);
                lowBits(out, number, low);
            } else {
                out.bits((1L << LONGEST_RUN) - 1, LONGEST_RUN);
                int length = 64 - Long.numberOfLeadingZeros(number);
                out.bits(length, 7);
                lowBits(out, number, length);
            }
            mean = next(mean, number);
        }
        out.flushBits();
        return mean;
    }

    static void read(ByteIn in, long[] to, int from) {
        in.endBits(read(in, in.bit(), NOTHING_BEFORE, to, from, to.length));
    }

    /** Reads some from a place on, after those with such a mean; returns the place then. */
    static long read(ByteIn in, long place, long meanBefore, long[] to, int from, int until) {
        long mean = meanBefore;
        long bit = place;
        for (int i = from; i < until; i++) {
            int low = parameter(mean);
            long word = in.bits(bit);
            int high = Long.numberOfTrailingZeros(~word);
            long number;
            if (high < LONGEST_RUN) {
                int unary = high + 1;
                // Mostly they are in the same word; to read one less makes the way to the next number shorter.
                long rest = unary + low <= ByteIn.AT_LEAST_BITS
                        ? word >>> unary & ((1L << low) - 1)
                        : in.bits(bit + unary, low);
                number = (long) high << low | rest;
                bit += unary + low;
            } else {
                int length = width((int) in.bits(bit + LONGEST_RUN, 7));
                number = in.bits(bit + LONGEST_RUN + 7, length);
                bit += LONGEST_RUN + 7 + length;
            }
            to[i] = number;
            mean = next(mean, number);
        }
        return bit;
    }

    /** Bits that {@link #write} takes for the first of the numbers. */
    static long cost(long[] numbers, int count) {
        long mean = NOTHING_BEFORE;
        long cost = 0;
        for (int i = 0; i < count; i++) {
            long number = numbers[i];
            int low = parameter(mean);
            long high = number >>> low;
            cost += high >= 0 && high < LONGEST_RUN
                    ? high + 1 + low
                    : LONGEST_RUN + 7 + 64 - Long.numberOfLeadingZeros(number);
            mean = next(mean, number);
        }
        return cost;
    }

    /** The mean is in sixteenths; the best parameter is near the logarithm of half of it. */
    private static int parameter(long mean) {
        return mean < 0 ? 0 : 64 - Long.numberOfLeadingZeros(mean >>> 5);
    }

    private static long next(long mean, long number) {
        long seen = number < 0 || number > LARGEST_SEEN ? LARGEST_SEEN : number;
        return mean < 0 ? seen << 4 : mean + (((seen << 4) - mean) >> 4);
    }

    static void lowBits(ByteOut out, long number, int count) {
        if (count > 32) {
            out.bits(number & 0xFFFFFFFFL, 32);
            out.bits(number >>> 32 & ((1L << (count - 32)) - 1), count - 32);
        } else {
            out.bits(number & ((1L << count) - 1), count);
        }
    }

    /** A number's bits, if there are such numbers. */
    static int width(int bits) {
        if (bits > Long.SIZE) {
            throw new DamagedChunkException("a number of " + bits + " bits");
        }
        return bits;
    }
}
