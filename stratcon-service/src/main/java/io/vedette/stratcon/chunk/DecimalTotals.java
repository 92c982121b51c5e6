package io.vedette.stratcon.chunk;

import io.vedette.stratcon.rollup.CellTotals;
import java.util.List;

/** First, last, minimum, maximum, sum and rises as whole numbers of a power of ten, each by its distance to what the others allow. */
final class DecimalTotals {
    /** Products of count and value stay below it, and exact. */
    private static final double LARGEST_PRODUCT = 1L << 61;

    private DecimalTotals() {}

    /** The places after the point that write all cells; {@link Decimals#NONE} when none do. */
    static int places(List<CellTotals> cells) {
        int places = 0;
        for (CellTotals cell : cells) {
            places = Decimals.places(places, new double[] {cell.first(), cell.last(), cell.min(), cell.max()});
            if (places == Decimals.NONE) {
                return places;
            }
        }
        for (CellTotals cell : cells) {
            if (!fits(cell, places)) {
                return Decimals.NONE;
            }
        }
        return places;
    }

    private static boolean fits(CellTotals cell, int places) {
        double largest = Math.max(Math.abs(cell.min()), Math.abs(cell.max()));
        double scale = cell.count() * largest;
        return 2 * scale * Decimals.power(places) < LARGEST_PRODUCT
                && Decimals.places(places, new double[] {cell.first(), cell.last(), cell.min(), cell.max()}) == places
                && Decimals.isNear(cell.sum(), places, scale)
                && Decimals.isNear(cell.rises(), places, scale);
    }

    static void write(ByteOut out, List<CellTotals> cells, int places) {
        long[][] columns = new long[6][cells.size()];
        for (int i = 0; i < cells.size(); i++) {
            CellTotals cell = cells.get(i);
            long first = Decimals.scaled(cell.first(), places);
            long last = Decimals.scaled(cell.last(), places);
            long min = Decimals.scaled(cell.min(), places);
            long max = Decimals.scaled(cell.max(), places);
            columns[0][i] = first;
            columns[1][i] = last - first;
            columns[2][i] = Math.min(first, last) - min;
            columns[3][i] = max - Math.max(first, last);
            columns[4][i] = Decimals.scaled(cell.sum(), places) - cell.count() * (min + max) / 2;
            columns[5][i] = Decimals.scaled(cell.rises(), places) - Math.max(0, last - first);
        }
        for (long[] column : columns) {
            LongColumn.write(out, column);
        }
    }

    /** First, last, minimum, maximum, sum, rises. */
    static double[][] read(ByteIn in, long[] counts, int places) {
        int cells = counts.length;
        long[][] columns = new long[6][];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = LongColumn.read(in, cells);
        }
        double[][] values = new double[6][cells];
        for (int i = 0; i < cells; i++) {
            long first = columns[0][i];
            long last = first + columns[1][i];
            long min = Math.min(first, last) - columns[2][i];
            long max = Math.max(first, last) + columns[3][i];
            values[0][i] = Decimals.value(first, places);
            values[1][i] = Decimals.value(last, places);
            values[2][i] = Decimals.value(min, places);
            values[3][i] = Decimals.value(max, places);
            values[4][i] = Decimals.value(columns[4][i] + counts[i] * (min + max) / 2, places);
            values[5][i] = Decimals.value(columns[5][i] + Math.max(0, last - first), places);
        }
        return values;
    }
}
