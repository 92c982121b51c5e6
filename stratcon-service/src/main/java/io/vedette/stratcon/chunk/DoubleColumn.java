package io.vedette.stratcon.chunk;

/** A column of doubles: whole numbers of a power of ten where that is exact, else what changed of their bits, by planes of bytes, through zstd. */
final class DoubleColumn {
    private static final int BITS = 0xFF;

    private DoubleColumn() {}

    static void write(ByteOut out, double[] column) {
        if (column.length == 0) {
            return;
        }
        int places = Decimals.places(0, column);
        if (places == Decimals.NONE) {
            out.u8(BITS);
            writeBits(out, column);
            return;
        }
        out.u8(places);
        long[] scaled = new long[column.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Decimals.scaled(column[i], places);
        }
        LongColumn.write(out, scaled);
    }

    static double[] read(ByteIn in, int count) {
        return read(in, count, 0, count);
    }

    /** Values of a range. */
    static double[] read(ByteIn in, int count, int from, int until) {
        int places = count == 0 ? 0 : in.u8();
        double[] values = new double[until - from];
        if (places == BITS) {
            long[] bits = readBits(in, count);
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.longBitsToDouble(bits[from + i]);
            }
            return values;
        }
        if (places > Decimals.MOST_PLACES) {
            throw new DamagedChunkException(places + " places after the point");
        }
        long[] numbers = LongColumn.read(in, count, from, until);
        double power = Decimals.power(places);
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers[i] / power;
        }
        return values;
    }

    private static void writeBits(ByteOut out, double[] column) {
        byte[] planes = new byte[8 * column.length];
        long before = 0;
        for (int i = 0; i < column.length; i++) {
            long bits = Double.doubleToRawLongBits(column[i]);
            for (int plane = 0; plane < 8; plane++) {
                planes[plane * column.length + i] = (byte) ((bits ^ before) >>> (8 * plane));
            }
            before = bits;
        }
        byte[] compressed = Compression.of(planes);
        boolean smaller = compressed.length < planes.length;
        out.varint(smaller ? compressed.length : 0);
        out.raw(smaller ? compressed : planes, smaller ? compressed.length : planes.length);
    }

    private static long[] readBits(ByteIn in, int count) {
        long[] column = new long[count];
        int size = 8 * count;
        int compressed = in.count(size);
        byte[] planes = compressed == 0 ? in.raw(size) : Decompression.of(in.raw(compressed), size);
        if (planes.length != size) {
            throw new DamagedChunkException(planes.length + " bytes for " + count + " numbers");
        }
        long before = 0;
        for (int i = 0; i < column.length; i++) {
            long changed = 0;
            for (int plane = 0; plane < 8; plane++) {
                changed |= (planes[plane * column.length + i] & 0xFFL) << (8 * plane);
            }
            before ^= changed;
            column[i] = before;
        }
        return column;
    }
}
