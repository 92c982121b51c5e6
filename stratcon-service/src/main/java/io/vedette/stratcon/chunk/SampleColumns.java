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

    static SampleColumns read(ByteIn in, long startS, int cells) {
        long[] counts = LongColumn.read(in, cells);
        int[] ends = new int[cells];
        int samples = 0;
        for (int i = 0; i < cells; i++) {
            if (counts[i] < 1 || counts[i] > NumericCell.KEPT) {
                throw new DamagedChunkException("a cell of " + counts[i] + " samples");
            }
            samples += (int) counts[i];
            ends[i] = samples;
        }
        long[] times = LongColumn.read(in, samples);
        double[] values = DoubleColumn.read(in, samples);
        for (int i = 0; i < times.length; i++) {
            times[i] += startS * 1000;
        }
        return new SampleColumns(ends, times, values);
    }

    NumericCell cell(int index) {
        int from = index == 0 ? 0 : ends[index - 1];
        int end = ends[index];
        return end - from == 1
                ? NumericCell.of(times[from], values[from])
                : NumericCell.of(Arrays.copyOfRange(times, from, end), Arrays.copyOfRange(values, from, end));
    }
}
