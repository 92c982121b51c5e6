package io.vedette.stratcon.chunk;

import java.util.Arrays;

/**
 * A column of whole numbers: what all of them have in common is taken out (base, greatest common divisor), then they, their differences or the
 * differences of those are written, whichever is smallest.
 */
final class LongColumn {
    private static final int CONSTANT = 0xFF;
    /** Below it zstd cannot win. */
    private static final long WORTH_ZSTD_BITS = 1_600;

    private LongColumn() {}

    static void write(ByteOut out, long[] column) {
        if (column.length == 0) {
            return;
        }
        long base = column[0];
        long divisor = divisor(column);
        if (divisor == 0) {
            out.u8(CONSTANT);
            out.varint(zigzag(base));
            return;
        }
        Shapes best = new Shapes(column, base, divisor);
        long[] numbers = best.numbers();
        byte[] zstd = {};
        if (best.bits > WORTH_ZSTD_BITS) {
            ByteOut tried = new ByteOut();
            Packed.ZSTD.write(tried, numbers);
            zstd = tried.toBytes();
        }
        boolean isZstd = zstd.length > 0 && zstd.length * 8L < best.bits;
        Packed packed = isZstd ? Packed.ZSTD : best.packed;
        boolean inBlocks = Blocks.areWorth(best.order, packed, column.length);
        out.u8(best.order | (best.signed ? 4 : 0) | (inBlocks ? Blocks.CODE : packed.code()) << 3);
        out.varint(zigzag(base));
        out.varint(divisor);
        if (best.order == 2) {
            out.varint(zigzag(best.step()));
        }
        if (!best.signed) {
            out.varint(zigzag(best.least));
        }
        if (isZstd) {
            out.raw(zstd, zstd.length);
        } else if (inBlocks) {
            Blocks.write(out, best.order, new Frame(base, divisor, best.signed, best.least), column, numbers);
        } else {
            packed.write(out, numbers);
        }
    }

    static long[] read(ByteIn in, int count) {
        return read(in, count, 0, count);
    }

    /** Values of a range; what is before it is stepped over where that can be. */
    static long[] read(ByteIn in, int count, int from, int until) {
        if (count == 0) {
            return new long[0];
        }
        int header = in.u8();
        long base = unzigzag(in.varint());
        if (header == CONSTANT) {
            long[] constant = new long[until - from];
            Arrays.fill(constant, base);
            return constant;
        }
        int order = header & 3;
        if (order > 2 || order >= count) {
            throw new DamagedChunkException("a column of kind " + header);
        }
        boolean signed = (header & 4) != 0;
        long divisor = in.varint();
        long step = order == 2 ? unzigzag(in.varint()) : 0;
        Frame frame = new Frame(base, divisor, signed, signed ? 0 : unzigzag(in.varint()));
        int packed = header >> 3;
        if (packed == Blocks.CODE) {
            return Blocks.read(in, order, frame, count, from, until);
        }
        if (packed == Packed.RUNS.code() && order == 1) {
            return slopes(in, frame, count, from, until);
        }
        if (packed == Packed.FIXED.code() && order < 2) {
            return evenly(in, order, frame, count, from, until);
        }
        long[] column = new long[count];
        int first = Math.max(1, order);
        Packed.ofCode(packed).read(in, column, first);
        for (int i = first; i < count; i++) {
            column[i] = frame.distance(column[i]);
        }
        restore(column, order, base, step * divisor);
        return until - from == count ? column : Arrays.copyOfRange(column, from, until);
    }

    /** Differences in runs, as those of a regular clock are, told without a look at each value. */
    private static long[] slopes(ByteIn in, Frame frame, int count, int from, int until) {
        long[] some = new long[until - from];
        long value = frame.base();
        if (from == 0 && until > 0) {
            some[0] = value;
        }
        for (int at = 1; at < count; ) {
            long difference = frame.distance(in.varint());
            int run = in.count(count - at);
            if (run == 0) {
                throw new DamagedChunkException("a run of nothing");
            }
            for (int i = Math.max(at, from); i < Math.min(at + run, until); i++) {
                some[i - from] = value + difference * (i - at + 1);
            }
            value += difference * run;
            at += run;
        }
        return some;
    }

    /** Numbers of one width lie where they can be counted to. */
    private static long[] evenly(ByteIn in, int order, Frame frame, int count, int from, int until) {
        int width = Rice.width(in.u8());
        if (width == 0) {
            return line(frame, order, from, until);
        }
        long bit = in.bit();
        long[] some = new long[until - from];
        int first = Math.max(1, from);
        long before = order == 1 ? frame.distances(in.sum(bit, width, first - 1, frame.isSigned()), first - 1) : 0;
        long value = frame.base() + before;
        if (from == 0 && until > 0) {
            some[0] = frame.base();
        }
        for (int i = first; i < until; i++) {
            long distance = frame.distance(in.bits(bit + (long) width * (i - 1), width));
            value = order == 1 ? value + distance : frame.base() + distance;
            some[i - from] = value;
        }
        in.endBits(bit + (long) width * (count - 1));
        return some;
    }

    /** As a regular clock's: all differences are the same. */
    private static long[] line(Frame frame, int order, int from, int until) {
        long[] some = new long[until - from];
        long step = frame.distance(0);
        if (order == 0) {
            Arrays.fill(some, frame.base() + step);
            if (from == 0 && until > 0) {
                some[0] = frame.base();
            }
            return some;
        }
        long value = frame.base() + step * from;
        for (int i = 0; i < some.length; i++) {
            some[i] = value;
            value += step;
        }
        return some;
    }

    /** Distances to the first, differences, or the differences of those become numbers. */
    private static void restore(long[] column, int order, long base, long firstDifference) {
        column[0] = base;
        if (order == 0) {
            for (int i = 1; i < column.length; i++) {
                column[i] += base;
            }
            return;
        }
        long difference = firstDifference;
        long last = base;
        for (int i = 1; i < column.length; i++) {
            if (order == 1) {
                difference = column[i];
            } else if (i > 1) {
                difference += column[i];
            }
            last += difference;
            column[i] = last;
        }
    }

    /** Greatest common divisor of the distances to the first; 0 when all are equal, 1 when they lie too far apart. */
    private static long divisor(long[] column) {
        long divisor = 0;
        for (long value : column) {
            long distance = value - column[0];
            if (((value ^ column[0]) & (value ^ distance)) < 0 || distance == Long.MIN_VALUE) {
                return 1;
            }
            if (divisor != 1) {
                divisor = gcd(divisor, Math.abs(distance));
            }
        }
        return divisor;
    }

    private static long gcd(long one, long other) {
        long a = one;
        long b = other;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    static long zigzag(long number) {
        return number << 1 ^ number >> 63;
    }

    static long unzigzag(long number) {
        return number >>> 1 ^ -(number & 1);
    }

    /** The ways to write a column, each tried; the first of the smallest is kept. */
    private static final class Shapes {
        private static final Packed[] WAYS = {Packed.RUNS, Packed.RICE, Packed.FIXED};

        /** Distances to the first. */
        private final long[] plain;

        private long[] kept;
        private long[] tried;
        private int order;
        private boolean signed;
        private Packed packed = Packed.RUNS;
        private long least;
        /** Of what is kept. */
        private long bits = Long.MAX_VALUE;

        Shapes(long[] column, long base, long divisor) {
            plain = new long[column.length];
            for (int i = 0; i < plain.length; i++) {
                plain[i] = divisor == 1 ? column[i] - base : (column[i] - base) / divisor;
            }
            kept = new long[plain.length - 1];
            tried = new long[plain.length - 1];
            if (isLine()) {
                // A regular clock's: nothing is smaller.
                tryOrder(1);
                return;
            }
            tryOrder(0);
            tryOrder(1);
            if (plain.length > 2) {
                tryOrder(2);
            }
        }

        /** What is written of each value but the first, or the first two. */
        long[] numbers() {
            int count = count(order);
            return count == kept.length ? kept : Arrays.copyOf(kept, count);
        }

        /** The first difference. */
        long step() {
            return plain[1];
        }

        private int count(int ofOrder) {
            return plain.length - Math.max(1, ofOrder);
        }

        private boolean isLine() {
            if (plain.length < 3) {
                return false;
            }
            for (int i = 2; i < plain.length; i++) {
                if (plain[i] - plain[i - 1] != plain[1]) {
                    return false;
                }
            }
            return true;
        }

        private void tryOrder(int which) {
            int count = count(which);
            long smallest = Long.MAX_VALUE;
            for (int i = 0; i < count; i++) {
                tried[i] = residual(which, i);
                smallest = Math.min(smallest, tried[i]);
            }
            for (int i = 0; i < count; i++) {
                tried[i] -= smallest;
            }
            tryPacked(which, false, count, smallest);
            if (smallest < 0) {
                for (int i = 0; i < count; i++) {
                    tried[i] = zigzag(residual(which, i));
                }
                tryPacked(which, true, count, 0);
            }
        }

        /** A distance, a difference, or a difference of those. */
        private long residual(int which, int at) {
            return switch (which) {
                case 0 -> plain[at + 1];
                case 1 -> plain[at + 1] - plain[at];
                default -> plain[at + 2] - 2 * plain[at + 1] + plain[at];
            };
        }

        private void tryPacked(int which, boolean zigzagged, int count, long raisedBy) {
            boolean better = false;
            for (Packed way : WAYS) {
                long cost = way.cost(tried, count);
                if (cost < bits) {
                    bits = cost;
                    packed = way;
                    better = true;
                }
            }
            if (better) {
                order = which;
                signed = zigzagged;
                least = raisedBy;
                long[] free = kept;
                kept = tried;
                tried = free;
            }
        }
    }
}
