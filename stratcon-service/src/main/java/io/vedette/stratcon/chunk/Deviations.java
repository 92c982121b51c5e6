package io.vedette.stratcon.chunk;

import io.vedette.stratcon.rollup.CellTotals;
import java.util.Arrays;
import java.util.List;

/** Sums of squared distances to the mean: exact where the samples were short decimals, else with 25 significant bits; those of increases with 13. */
final class Deviations {
    private static final int EXACT = 0;
    private static final int ROUNDED = 1;
    private static final int BITS_LEFT_OUT = 28;
    private static final int BITS_OF_RISES_LEFT_OUT = 40;
    private static final double LARGEST = 1L << 40;
    private static final double NEAR = 1e-4;

    private Deviations() {}

    static void write(ByteOut out, List<CellTotals> cells, int places) {
        long[] column = new long[cells.size()];
        boolean exact = places != Decimals.NONE;
        for (int i = 0; exact && i < column.length; i++) {
            double scaled = scaled(cells.get(i), places);
            column[i] = Math.round(scaled);
            exact = scaled < LARGEST && Math.abs(scaled - column[i]) < NEAR;
        }
        if (!exact) {
            for (int i = 0; i < column.length; i++) {
                column[i] = rounded(cells.get(i).deviation(), BITS_LEFT_OUT);
            }
        }
        out.u8(exact ? EXACT : ROUNDED);
        LongColumn.write(out, column);
    }

    static double[] read(ByteIn in, long[] counts, int places) {
        int kind = in.u8();
        if (kind > ROUNDED) {
            throw new DamagedChunkException("squares of kind " + kind);
        }
        long[] column = LongColumn.read(in, counts.length);
        double[] deviations = new double[counts.length];
        double power = Decimals.power(places);
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = kind == EXACT
                    ? column[i] / (counts[i] * power * power)
                    : Double.longBitsToDouble(column[i] << BITS_LEFT_OUT);
        }
        return deviations;
    }

    static void writeRises(ByteOut out, List<CellTotals> cells) {
        LongColumn.write(
                out,
                cells.stream()
                        .mapToLong(cell -> rounded(cell.riseDeviation(), BITS_OF_RISES_LEFT_OUT))
                        .toArray());
    }

    static double[] readRises(ByteIn in, int cells) {
        return Arrays.stream(LongColumn.read(in, cells))
                .mapToDouble(bits -> Double.longBitsToDouble(bits << BITS_OF_RISES_LEFT_OUT))
                .toArray();
    }

    private static long rounded(double deviation, int bitsLeftOut) {
        long bits = Double.doubleToRawLongBits(Math.max(0, deviation));
        return (bits + (1L << (bitsLeftOut - 1))) >>> bitsLeftOut;
    }

    /** Of whole numbers, count times the squared distances is whole. */
    private static double scaled(CellTotals cell, int places) {
        double power = Decimals.power(places);
        return cell.deviation() * cell.count() * power * power;
    }
}
