package io.vedette.stratcon.chunk;

import io.vedette.stratcon.chunk.ChunkCodec.Placed;
import io.vedette.stratcon.rollup.CellTotals;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Cells without samples. Their numbers hang together (a minimum is no more than the first and the last), so what is written is how far each is from what
 * the ones before it allow.
 */
final class TotalColumns {
    private static final int BITS = 0xFF;

    private TotalColumns() {}

    static void write(ByteOut out, int windowS, List<Placed> cells) {
        if (cells.isEmpty()) {
            return;
        }
        List<CellTotals> totals =
                cells.stream().map(placed -> placed.cell().totals()).toList();
        long[] firsts = new long[totals.size()];
        long[] lasts = new long[totals.size()];
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = totals.get(i).firstMs() - cells.get(i).atS() * 1000;
            lasts[i] = (cells.get(i).atS() + windowS) * 1000 - totals.get(i).lastMs();
        }
        LongColumn.write(out, longs(totals, CellTotals::count));
        LongColumn.write(out, firsts);
        LongColumn.write(out, lasts);
        LongColumn.write(out, longs(totals, CellTotals::resets));
        LongColumn.write(out, longs(totals, cell -> cell.approximate() ? 1 : 0));
        int places = DecimalTotals.places(totals);
        if (places == Decimals.NONE) {
            out.u8(BITS);
            DoubleColumn.write(out, doubles(totals, CellTotals::first));
            DoubleColumn.write(out, doubles(totals, CellTotals::last));
            DoubleColumn.write(out, doubles(totals, CellTotals::min));
            DoubleColumn.write(out, doubles(totals, CellTotals::max));
            DoubleColumn.write(out, doubles(totals, CellTotals::sum));
            DoubleColumn.write(out, doubles(totals, CellTotals::rises));
        } else {
            out.u8(places);
            DecimalTotals.write(out, totals, places);
        }
        Deviations.write(out, totals, places);
    }

    static NumericCell[] read(ByteIn in, long startS, int windowS, long[] slots) {
        int cells = slots.length;
        if (cells == 0) {
            return new NumericCell[0];
        }
        long[] counts = LongColumn.read(in, cells);
        long[] firstTimes = LongColumn.read(in, cells);
        long[] lastTimes = LongColumn.read(in, cells);
        long[] resets = LongColumn.read(in, cells);
        long[] approximate = LongColumn.read(in, cells);
        int places = in.u8();
        double[][] values = new double[6][];
        if (places == BITS) {
            for (int column = 0; column < values.length; column++) {
                values[column] = DoubleColumn.read(in, cells);
            }
        } else if (places <= 9) {
            values = DecimalTotals.read(in, counts, places);
        } else {
            throw new DamagedChunkException(places + " places after the point");
        }
        double[] deviations = Deviations.read(in, counts, places == BITS ? 0 : places);
        NumericCell[] read = new NumericCell[cells];
        for (int i = 0; i < cells; i++) {
            long windowMs = (startS + slots[i] * windowS) * 1000;
            read[i] = NumericCell.of(new CellTotals(
                    counts[i],
                    values[4][i],
                    values[2][i],
                    values[3][i],
                    deviations[i],
                    windowMs + firstTimes[i],
                    values[0][i],
                    windowMs + windowS * 1000L - lastTimes[i],
                    values[1][i],
                    values[5][i],
                    resets[i],
                    approximate[i] != 0));
        }
        return read;
    }

    private static long[] longs(List<CellTotals> cells, ToLongFunction<CellTotals> value) {
        return cells.stream().mapToLong(value).toArray();
    }

    private static double[] doubles(List<CellTotals> cells, ToDoubleFunction<CellTotals> value) {
        return cells.stream().mapToDouble(value).toArray();
    }
}
