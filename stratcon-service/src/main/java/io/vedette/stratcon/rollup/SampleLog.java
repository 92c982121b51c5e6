package io.vedette.stratcon.rollup;

import java.util.Arrays;

/** Samples as they come, each told which of the same stream comes after it: until cells are made of them they are no objects. Belongs to one thread. */
final class SampleLog {
    static final int NONE = -1;

    private long[] times;
    private double[] values;
    private int[] next;
    private int size;

    /**
     * @param room for so many samples to begin with
     */
    SampleLog(int room) {
        times = new long[room];
        values = new double[room];
        next = new int[room];
    }

    int size() {
        return size;
    }

    /**
     * One sample more.
     *
     * @param before the stream's last one, or {@link #NONE}
     * @return where it is
     */
    int add(int before, long timeMs, double value) {
        if (size == times.length) {
            int room = Math.max(4, 2 * size);
            times = Arrays.copyOf(times, room);
            values = Arrays.copyOf(values, room);
            next = Arrays.copyOf(next, room);
        }
        times[size] = timeMs;
        values[size] = value;
        next[size] = NONE;
        if (before != NONE) {
            next[before] = size;
        }
        return size++;
    }

    /** Epoch ms. */
    long timeMs(int at) {
        return times[at];
    }

    double value(int at) {
        return values[at];
    }

    /** The next of the same stream, or {@link #NONE}. */
    int next(int at) {
        return next[at];
    }
}
