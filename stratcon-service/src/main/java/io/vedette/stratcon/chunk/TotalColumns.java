package io.vedette.stratcon.chunk;

import io.vedette.stratcon.chunk.ChunkCodec.Placed;
import io.vedette.stratcon.rollup.CellTotals;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Cells without samples. Their numbers hang together (a minimum is no more than the first and the last), so what is written is how far each is from what
 * the ones before it allow.
 */
final class TotalColumns {
    private static final int BITS = 0xFF;

    private final long[] counts;
    /** From the windows' starts, ms. */
    private final long[] firstTimes;
    /** To the windows' ends, ms. */
    private final long[] lastTimes;

    private final long[] resets;
    private final long[] approximate;
    /** First, last, minimum, maximum, sum, rises. */
    private final double[][] values;

    private final double[] deviations;
    private final double[] riseDeviations;

    private TotalColumns(ByteIn in, int cells, boolean hasRiseDeviations) {
        counts = LongColumn.read(in, cells);
        firstTimes = LongColumn.read(in, cells);
        lastTimes = LongColumn.read(in, cells);
        resets = LongColumn.read(in, cells);
        approximate = LongColumn.read(in, cells);
        int places = cells == 0 ? 0 : in.u8();
        values = values(in, places);
        deviations = cells == 0 ? new double[0] : Deviations.read(in, counts, places == BITS ? 0 : places);
        riseDeviations = hasRiseDeviations ? Deviations.readRises(in, cells) : new double[cells];
        if (!hasRiseDeviations) {
            Arrays.fill(riseDeviations, Double.NaN);
        }
    }

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
        Deviations.writeRises(out, totals);
    }

    static TotalColumns read(ByteIn in, int cells, boolean hasRiseDeviations) {
        return new TotalColumns(in, cells, hasRiseDeviations);
    }

    private double[][] values(ByteIn in, int places) {
        if (places != BITS && places > Decimals.MOST_PLACES) {
            throw new DamagedChunkException(places + " places after the point");
        }
        if (places != BITS) {
            return DecimalTotals.read(in, counts, places);
        }
        double[][] columns = new double[6][];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = DoubleColumn.read(in, counts.length);
        }
        return columns;
    }

    /**
     * @param startMs of its window, epoch ms
     * @param windowMs size of its window
     */
    NumericCell cell(int index, long startMs, long windowMs) {
        return NumericCell.of(new CellTotals(
                counts[index],
                values[4][index],
                values[2][index],
                values[3][index],
                deviations[index],
                startMs + firstTimes[index],
                values[0][index],
                startMs + windowMs - lastTimes[index],
                values[1][index],
                values[5][index],
                riseDeviations[index],
                resets[index],
                approximate[index] != 0));
    }

    private static long[] longs(List<CellTotals> cells, ToLongFunction<CellTotals> value) {
        return cells.stream().mapToLong(value).toArray();
    }

    private static double[] doubles(List<CellTotals> cells, ToDoubleFunction<CellTotals> value) {
        return cells.stream().mapToDouble(value).toArray();
    }
}
