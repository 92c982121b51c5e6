package io.vedette.stratcon.chunk;

/** Numbers as people write them, with few places after the point, are whole numbers of some power of ten. */
final class Decimals {
    static final int NONE = -1;
    static final int MOST_PLACES = 9;
    private static final double LARGEST = 1L << 53;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Decimals() {}

    /** The fewest places that write all of them exactly; {@link #NONE} when none do. */
    static int places(int least, double[] values) {
        int places = Math.max(0, least);
        for (double value : values) {
            while (!isExact(value, places)) {
                places++;
                if (places > MOST_PLACES) {
                    return NONE;
                }
            }
        }
        // A value that was exact with fewer places is with more, unless it grew too large.
        for (double value : values) {
            if (!isExact(value, places)) {
                return NONE;
            }
        }
        return places;
    }

    static long scaled(double value, int places) {
        return (long) Math.rint(value * POWERS[places]);
    }

    static double value(long scaled, int places) {
        return places == 0 ? scaled : scaled / POWERS[places];
    }

    static double power(int places) {
        return POWERS[places];
    }

    private static boolean isExact(double value, int places) {
        double scaled = Math.rint(value * POWERS[places]);
        return Math.abs(scaled) <= LARGEST
                && Double.doubleToRawLongBits(value((long) scaled, places)) == Double.doubleToRawLongBits(value);
    }

    /** As {@link #isExact}, within the tolerance of sums. */
    static boolean isNear(double value, int places, double scale) {
        double scaled = value * POWERS[places];
        double whole = Math.rint(scaled);
        return Math.abs(whole) <= LARGEST
                && Math.abs(scaled - whole) <= ChunkCodec.SUM_TOLERANCE * (1 + scale * POWERS[places]);
    }
}
