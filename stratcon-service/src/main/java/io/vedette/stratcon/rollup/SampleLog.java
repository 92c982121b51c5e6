package io.vedette.stratcon.rollup;

import java.util.Arrays;

/**
 * Numbers as they come, each with the place of its stream: until they are sorted out they are no objects, and each goes where the one before it went. Belongs
 * to one thread.
 */
final class SampleLog {
    private static final int FIRST_ROOM = 256;

    private int[] places = new int[FIRST_ROOM];
    private long[] times = new long[FIRST_ROOM];
    private double[] values = new double[FIRST_ROOM];
    private int size;

    int size() {
        return size;
    }

    /**
     * One sample more.
     *
     * @param place of its stream, from 0 on
     * @param timeMs epoch ms
     */
    void add(int place, long timeMs, double value) {
        if (size == times.length) {
            int room = 2 * size;
            places = Arrays.copyOf(places, room);
            times = Arrays.copyOf(times, room);
            values = Arrays.copyOf(values, room);
        }
        places[size] = place;
        times[size] = timeMs;
        values[size++] = value;
    }

    /**
     * Those of each stream side by side, in the order in which they came; the log is empty then, and keeps its room unless that was four times too large.
     *
     * @param streams more than the largest place
     */
    SortedSamples sort(int streams) {
        int[] ends = new int[streams + 1];
        for (int i = 0; i < size; i++) {
            ends[places[i] + 1]++;
        }
        for (int i = 0; i < streams; i++) {
            ends[i + 1] += ends[i];
        }
        long[] sortedTimes = new long[size];
        double[] sortedValues = new double[size];
        // What is the end of the stream before becomes the end of this one.
        for (int i = 0; i < size; i++) {
            int to = ends[places[i]]++;
            sortedTimes[to] = times[i];
            sortedValues[to] = values[i];
        }
        int was = size;
        size = 0;
        if (times.length > FIRST_ROOM && was < times.length / 4) {
            int room = times.length / 2;
            places = new int[room];
            times = new long[room];
            values = new double[room];
        }
        return new SortedSamples(sortedTimes, sortedValues, ends);
    }
}
