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

    ChunkCells(long startS, int windowS, Slotted<SampleColumns> sampled, Slotted<TotalColumns> summed) {
        this.startS = startS;
        this.windowS = windowS;
        samples = sampled.columns;
        totals = summed.columns;
        slots = new long[sampled.slots.length + summed.slots.length];
        places = new int[slots.length];
        int next = 0;
        for (int i = 0; i < sampled.slots.length; i++) {
            while (next < summed.slots.length && summed.slots[next] < sampled.slots[i]) {
                place(i + next, summed.slots[next], ~next);
                next++;
            }
            place(i + next, sampled.slots[i], i);
        }
        for (; next < summed.slots.length; next++) {
            place(sampled.slots.length + next, summed.slots[next], ~next);
        }
    }

    /** Cells of one kind, and where they are, ascending. */
    record Slotted<C>(long[] slots, C columns) {}

    private void place(int index, long slot, int place) {
        slots[index] = slot;
        places[index] = place;
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
