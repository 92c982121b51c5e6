package io.vedette.stratcon.chunk;

import io.vedette.stratcon.chunk.ChunkCodec.Placed;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.Arrays;
import java.util.List;

/** Cells that keep their samples: how many each, then all times, then all values. */
final class SampleColumns {
    /** Of each cell, where its samples end. */
    private final int[] ends;
    /** Epoch ms. */
    private final long[] times;

    private final double[] values;

    private SampleColumns(int[] ends, long[] times, double[] values) {
        this.ends = ends;
        this.times = times;
        this.values = values;
    }

    static void write(ByteOut out, long startS, List<Placed> cells) {
        long[] counts =
                cells.stream().mapToLong(placed -> placed.cell().count()).toArray();
        int samples = (int) Arrays.stream(counts).sum();
        long[] times = new long[samples];
        double[] values = new double[samples];
        int at = 0;
        for (Placed placed : cells) {
            for (int i = 0; i < placed.cell().count(); i++) {
                times[at] = placed.cell().timeMs(i) - startS * 1000;
                values[at++] = placed.cell().value(i);
            }
        }
        LongColumn.write(out, counts);
        LongColumn.write(out, times);
        DoubleColumn.write(out, values);
    }

    /** Reads the cells of a range. */
    static SampleColumns read(ByteIn in, long startS, int cells, int from, int until) {
        long[] counts = LongColumn.read(in, cells);
        int[] ends = new int[until - from];
        int before = 0;
        int samples = 0;
        for (int i = 0; i < cells; i++) {
            if (counts[i] < 1 || counts[i] > NumericCell.KEPT) {
                throw new DamagedChunkException("a cell of " + counts[i] + " samples");
            }
            samples += (int) counts[i];
            if (i < from) {
                before = samples;
            } else if (i < until) {
                ends[i - from] = samples - before;
            }
        }
        int end = ends.length == 0 ? before : before + ends[ends.length - 1];
        long[] times = LongColumn.read(in, samples, before, end);
        for (int i = 0; i < times.length; i++) {
            times[i] += startS * 1000;
        }
        return new SampleColumns(ends, times, DoubleColumn.read(in, samples, before, end));
    }

    NumericCell cell(int index) {
        int from = index == 0 ? 0 : ends[index - 1];
        int samples = ends[index] - from;
        return samples == 1 ? NumericCell.of(times[from], values[from]) : NumericCell.of(times, values, from, samples);
    }
}
