package io.vedette.stratcon.rollup;

/**
 * Numbers, those of each stream side by side.
 *
 * @param times epoch ms
 * @param ends where each stream's end; they begin where those of the stream before end
 */
record SortedSamples(long[] times, double[] values, int[] ends) {
    static final SortedSamples NONE = new SortedSamples(new long[0], new double[0], new int[] {0});

    int from(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    int until(int place) {
        return ends[place];
    }
}
