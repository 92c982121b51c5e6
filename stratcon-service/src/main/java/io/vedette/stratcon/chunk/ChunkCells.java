package io.vedette.stratcon.chunk;

import io.vedette.stratcon.rollup.NumericCell;

/** The cells of a chunk, ascending; each is made when it is asked for, anew each time. */
public final class ChunkCells {
    private final long startS;
    private final int windowS;
    private final SampleColumns samples;
    private final TotalColumns totals;
    /** Of each cell, windows after the start. */
    private final long[] slots;
    /** Of each cell, its index among those with samples, or the complement of its index among the others. */
    private final int[] places;

    ChunkCells(long startS, int windowS, Range sampled, SampleColumns samples, Range summed, TotalColumns totals) {
        this.startS = startS;
        this.windowS = windowS;
        this.samples = samples;
        this.totals = totals;
        slots = new long[sampled.size() + summed.size()];
        places = new int[slots.length];
        int one = sampled.from;
        int other = summed.from;
        for (int i = 0; i < slots.length; i++) {
            boolean isSampled =
                    one < sampled.until && (other == summed.until || sampled.slots[one] <= summed.slots[other]);
            slots[i] = isSampled ? sampled.slots[one] : summed.slots[other];
            places[i] = isSampled ? one++ - sampled.from : ~other++;
        }
    }

    /**
     * Cells of one kind, and which of them are wanted.
     *
     * @param slots where all of them are, ascending
     */
    record Range(long[] slots, int from, int until) {

        static Range of(long[] slots, long startS, int windowS, long fromS, long untilS) {
            int first = firstFrom(slots, startS, windowS, fromS);
            return new Range(slots, first, Math.max(first, firstFrom(slots, startS, windowS, untilS)));
        }

        private static int firstFrom(long[] slots, long startS, int windowS, long second) {
            int least = 0;
            int most = slots.length;
            while (least < most) {
                int middle = (least + most) >>> 1;
                if (startS + slots[middle] * windowS < second) {
                    least = middle + 1;
                } else {
                    most = middle;
                }
            }
            return least;
        }

        int size() {
            return until - from;
        }
    }

    /** Takes cells, ascending. */
    @FunctionalInterface
    public interface Taker {
        void cell(long startS, NumericCell cell);
    }

    public int size() {
        return slots.length;
    }

    /** Size of a window. */
    public int windowS() {
        return windowS;
    }

    /** Start of a cell's window, epoch s. */
    public long startS(int index) {
        return startS + slots[index] * windowS;
    }

    public NumericCell cell(int index) {
        int place = places[index];
        return place < 0 ? totals.cell(~place, startS(index) * 1000, windowS * 1000L) : samples.cell(place);
    }

    public void forEach(Taker taker) {
        for (int i = 0; i < slots.length; i++) {
            taker.cell(startS(i), cell(i));
        }
    }
}
