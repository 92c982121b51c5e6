package io.vedette.stratcon.chunk;

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
        out.u8(best.order | (best.signed ? 4 : 0) | packed.code() << 3);
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
        } else {
            packed.write(out, best.numbers);
        }
    }

    static long[] read(ByteIn in, int count) {
        long[] column = new long[count];
        if (count == 0) {
            return column;
        }
        int header = in.u8();
        long base = unzigzag(in.varint());
        if (header == CONSTANT) {
            java.util.Arrays.fill(column, base);
            return column;
        }
        int order = header & 3;
        if (order > 2 || header >= 32 || order >= count) {
            throw new DamagedChunkException("a column of kind " + header);
        }
        boolean signed = (header & 4) != 0;
        long divisor = in.varint();
        long step = order == 2 ? unzigzag(in.varint()) : 0;
        long least = signed ? 0 : unzigzag(in.varint());
        int from = Math.max(1, order);
        Packed.ofCode(header >> 3).read(in, column, from);
        for (int i = from; i < count; i++) {
            column[i] = divisor * (signed ? unzigzag(column[i]) : column[i] + least);
        }
        restore(column, order, base, step * divisor);
        return column;
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
            Shape best = better(of(0, differencesOf(plain), 0), of(1, differences, 0));
            return differences.length < 2 ? best : better(best, of(2, differences(differences), differences[0]));
        }

        private static long[] differencesOf(long[] plain) {
            return java.util.Arrays.copyOfRange(plain, 1, plain.length);
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
