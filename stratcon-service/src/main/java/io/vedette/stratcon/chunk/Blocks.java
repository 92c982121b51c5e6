package io.vedette.stratcon.chunk;

/**
 * Long runs of Rice codes in blocks, each with what it takes to begin there: its length, the mean and, of differences, the value before it. So an hour
 * out of four is read without the others.
 */
final class Blocks {
    /** As a chunk names it, beside those of {@link Packed}. */
    static final int CODE = 4;

    private static final int SIZE = 512;

    private Blocks() {}

    static boolean areWorth(int order, Packed packed, int count) {
        return packed == Packed.RICE && order < 2 && count > SIZE;
    }

    /**
     * @param numbers what is written of each value but the first
     */
    static void write(ByteOut out, int order, Frame frame, long[] column, long[] numbers) {
        long mean = Rice.NOTHING_BEFORE;
        for (int from = 1; from < column.length; from = next(from)) {
            ByteOut block = new ByteOut();
            long after = Rice.write(block, numbers, from - 1, Math.min(next(from), column.length) - 1, mean);
            out.varint(block.size());
            if (from > 1) {
                out.varint(mean);
                if (order == 1) {
                    out.varint(LongColumn.zigzag((column[from - 1] - frame.base()) / frame.divisor()));
                }
            }
            out.raw(block.array(), block.size());
            mean = after;
        }
    }

    /** Values of a range. */
    static long[] read(ByteIn in, int order, Frame frame, int count, int from, int until) {
        long[] some = new long[until - from];
        long[] numbers = new long[Math.min(SIZE, count)];
        if (from == 0 && until > 0) {
            some[0] = frame.base();
        }
        for (int start = 1; start < count; start = next(start)) {
            int size = in.count(Integer.MAX_VALUE);
            long mean = start > 1 ? in.varint() : Rice.NOTHING_BEFORE;
            long before = start > 1 && order == 1
                    ? frame.base() + frame.divisor() * LongColumn.unzigzag(in.varint())
                    : frame.base();
            int end = Math.min(until, Math.min(next(start), count));
            if (end > from && end > start) {
                Rice.read(in, in.bit(), mean, numbers, 0, end - start);
                restore(frame, order, before, numbers, start, end, some, from);
            }
            in.skip(size);
        }
        return some;
    }

    private static void restore(
            Frame frame, int order, long before, long[] numbers, int start, int end, long[] to, int from) {
        long value = before;
        for (int i = start; i < end; i++) {
            long distance = frame.distance(numbers[i - start]);
            value = order == 1 ? value + distance : before + distance;
            if (i >= from) {
                to[i - from] = value;
            }
        }
    }

    private static int next(int from) {
        return (from / SIZE + 1) * SIZE;
    }
}
