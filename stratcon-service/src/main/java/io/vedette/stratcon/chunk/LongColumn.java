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
        Shape best = Shape.best(column, base, divisor);
        byte[] zstd = {};
        if (best.bits > WORTH_ZSTD_BITS) {
            ByteOut tried = new ByteOut();
            Packed.ZSTD.write(tried, best.numbers);
            zstd = tried.toBytes();
        }
        boolean isZstd = zstd.length > 0 && zstd.length * 8L < best.bits;
        Packed packed = isZstd ? Packed.ZSTD : best.packed;
        boolean inBlocks = Blocks.areWorth(best.order, packed, column.length);
        out.u8(best.order | (best.signed ? 4 : 0) | (inBlocks ? Blocks.CODE : packed.code()) << 3);
        out.varint(zigzag(base));
        out.varint(divisor);
        if (best.order == 2) {
            out.varint(zigzag(best.step));
        }
        if (!best.signed) {
            out.varint(zigzag(best.least));
        }
        if (isZstd) {
            out.raw(zstd, zstd.length);
        } else if (inBlocks) {
            Blocks.write(out, best.order, new Frame(base, divisor, best.signed, best.least), column, best.numbers);
        } else {
            packed.write(out, best.numbers);
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

    /** One way to write the column, and what it takes. */
    private record Shape(int order, boolean signed, Packed packed, long[] numbers, long step, long least, long bits) {

        static Shape best(long[] column, long base, long divisor) {
            long[] plain = new long[column.length];
            for (int i = 0; i < plain.length; i++) {
                plain[i] = divisor == 1 ? column[i] - base : (column[i] - base) / divisor;
            }
            long[] differences = differences(plain);
            if (differences.length > 1 && areEqual(differences)) {
                // A regular clock's: nothing is smaller.
                return of(1, differences, 0);
            }
            Shape best = better(of(0, differencesOf(plain), 0), of(1, differences, 0));
            return differences.length < 2 ? best : better(best, of(2, differences(differences), differences[0]));
        }

        private static boolean areEqual(long[] numbers) {
            for (long number : numbers) {
                if (number != numbers[0]) {
                    return false;
                }
            }
            return true;
        }

        private static long[] differencesOf(long[] plain) {
            return Arrays.copyOfRange(plain, 1, plain.length);
        }

        private static long[] differences(long[] numbers) {
            long[] differences = new long[Math.max(0, numbers.length - 1)];
            for (int i = 0; i < differences.length; i++) {
                differences[i] = numbers[i + 1] - numbers[i];
            }
            return differences;
        }

        private static Shape of(int order, long[] residuals, long step) {
            long least = Long.MAX_VALUE;
            for (long residual : residuals) {
                least = Math.min(least, residual);
            }
            long[] raised = new long[residuals.length];
            long[] zigzagged = new long[residuals.length];
            for (int i = 0; i < residuals.length; i++) {
                raised[i] = residuals[i] - least;
                zigzagged[i] = zigzag(residuals[i]);
            }
            return better(packed(order, false, raised, step, least), packed(order, true, zigzagged, step, 0));
        }

        private static Shape packed(int order, boolean signed, long[] numbers, long step, long least) {
            Packed smallest = Packed.RUNS;
            long bits = Packed.RUNS.cost(numbers);
            for (Packed other : new Packed[] {Packed.RICE, Packed.FIXED}) {
                long cost = other.cost(numbers);
                if (cost < bits) {
                    smallest = other;
                    bits = cost;
                }
            }
            return new Shape(order, signed, smallest, numbers, step, least, bits);
        }

        private static Shape better(Shape one, Shape other) {
            return other.bits < one.bits ? other : one;
        }
    }
}
