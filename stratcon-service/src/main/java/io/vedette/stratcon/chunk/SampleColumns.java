package io.vedette.stratcon.chunk;

import io.vedette.stratcon.chunk.ChunkCodec.Placed;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.Arrays;
import java.util.List;

/** Cells that keep their samples: how many each, then all times, then all values. */
final class SampleColumns {

    private SampleColumns() {}

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

    static NumericCell[] read(ByteIn in, long startS, int cells) {
        long[] counts = LongColumn.read(in, cells);
        long samples = 0;
        for (long count : counts) {
            if (count < 1 || count > NumericCell.KEPT) {
                throw new DamagedChunkException("a cell of " + count + " samples");
            }
            samples += count;
        }
        long[] times = LongColumn.read(in, (int) samples);
        double[] values = DoubleColumn.read(in, (int) samples);
        for (int i = 0; i < times.length; i++) {
            times[i] += startS * 1000;
        }
        NumericCell[] read = new NumericCell[cells];
        int at = 0;
        for (int i = 0; i < cells; i++) {
            int end = at + (int) counts[i];
            read[i] = counts[i] == 1
                    ? NumericCell.of(times[at], values[at])
                    : NumericCell.of(Arrays.copyOfRange(times, at, end), Arrays.copyOfRange(values, at, end));
            at = end;
        }
        return read;
    }
}
