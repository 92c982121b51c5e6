package io.vedette.stratcon.rollup;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the numbers of one window: the samples themselves while they are few, else their totals. Cells merge; the order in which that happens
 * decides nothing, but the last digits of sums, and rises and resets, which say so themselves. At equal times the smaller value comes first. Holds at
 * least one sample; belongs to one thread.
 */
public final class NumericCell {
    /** Most samples that are kept themselves. */
    public static final int KEPT = 12;

    private static final long[] NO_TIMES = {};
    private static final double[] NO_VALUES = {};

    /** Kept samples; 0 when only totals are kept. */
    private int kept = 1;
    /** The sample when there is one. */
    private long oneMs;

    private double one;
    /** The samples when there are more, from an index on, in order once asked for. */
    private long[] times = NO_TIMES;

    private double[] values = NO_VALUES;
    private int from;
    /** Whether they are others' too, and so only to be read. */
    private boolean shared;

    private boolean sorted = true;
    /** Made of kept samples when asked for. */
    private @Nullable Totals totals;

    private NumericCell(long timeMs, double value) {
        oneMs = timeMs;
        one = value;
    }

    /** A cell of one sample: epoch ms, finite value. */
    public static NumericCell of(long timeMs, double value) {
        return new NumericCell(timeMs, value);
    }

    /** A cell as a store kept it. */
    public static NumericCell of(CellTotals totals) {
        NumericCell cell = new NumericCell(totals.firstMs(), totals.first());
        cell.kept = 0;
        cell.totals = Totals.of(totals);
        return cell;
    }

    /**
     * A cell of 2 to {@link #KEPT} samples, ascending by time and value; the arrays, which may hold those of other cells too, are never written to again.
     *
     * @param from index of the first
     */
    public static NumericCell of(long[] times, double[] values, int from, int samples) {
        NumericCell cell = new NumericCell(times[from], values[from]);
        cell.times = times;
        cell.values = values;
        cell.from = from;
        cell.shared = true;
        cell.kept = samples;
        return cell;
    }

    public NumericCell copy() {
        sort();
        return switch (kept) {
            case 0 -> of(totals());
            case 1 -> of(oneMs, one);
            default ->
                of(
                        Arrays.copyOfRange(times, from, from + kept),
                        Arrays.copyOfRange(values, from, from + kept),
                        0,
                        kept);
        };
    }

    /** Puts a cell at its place; one that is there already takes it in. */
    public static <K> void put(Map<K, NumericCell> cells, K at, NumericCell cell) {
        NumericCell there = cells.putIfAbsent(at, cell);
        if (there != null) {
            there.merge(cell);
        }
    }

    /** One sample more: epoch ms, finite value. */
    public void add(long timeMs, double value) {
        if (kept > 0 && kept < KEPT) {
            keep(timeMs, value);
            return;
        }
        Totals all = told();
        drop(all);
        if (Totals.isAfter(all.lastMs, all.last, timeMs, value)) {
            all.merge(new Totals(timeMs, value));
        } else {
            all.append(timeMs, value);
        }
    }

    public void merge(NumericCell other) {
        if (kept > 0 && other.kept > 0 && kept + other.kept <= KEPT) {
            for (int i = 0; i < other.kept; i++) {
                keep(other.timeMs(i), other.value(i));
            }
            return;
        }
        Totals all = told();
        drop(all);
        all.merge(other.told());
    }

    /** Whether the samples themselves are here. */
    public boolean keepsSamples() {
        return kept > 0;
    }

    /** Time of a kept sample, epoch ms; ascending by index. */
    public long timeMs(int index) {
        sort();
        return kept == 1 ? oneMs : times[from + index];
    }

    /** A kept sample. */
    public double value(int index) {
        sort();
        return kept == 1 ? one : values[from + index];
    }

    public CellTotals totals() {
        return told().kept();
    }

    public long count() {
        return kept > 0 ? kept : told().count;
    }

    public double sum() {
        return switch (kept) {
            case 0 -> told().sum();
            case 1 -> one;
            default -> {
                sort();
                yield Totals.sum(values, from, kept);
            }
        };
    }

    public double min() {
        return kept == 1 ? one : told().min;
    }

    public double max() {
        return kept == 1 ? one : told().max;
    }

    public double sumOfSquares() {
        double all = sum();
        return told().deviation + all * all / count();
    }

    /** Time of the first sample, epoch ms. */
    public long firstMs() {
        return kept == 1 ? oneMs : told().firstMs;
    }

    public double first() {
        return kept == 1 ? one : told().first;
    }

    /** Time of the last sample, epoch ms. */
    public long lastMs() {
        return kept == 1 ? oneMs : told().lastMs;
    }

    public double last() {
        return kept == 1 ? one : told().last;
    }

    public double average() {
        return sum() / count();
    }

    /** Standard deviation of the samples themselves (of a population). */
    public double stddev() {
        return kept == 1 ? 0 : Math.sqrt(Math.max(0, told().deviation) / count());
    }

    /** Sum of the increases from sample to sample. */
    public double rises() {
        return kept == 1 ? 0 : told().rises;
    }

    /** Standard deviation of these increases; NaN when it was not kept. */
    public double risesStddev() {
        long increases = kept == 1 ? 0 : told().increases();
        return increases <= 0 ? 0 : Math.sqrt(told().riseDeviation / increases);
    }

    /** Decreases from sample to sample. */
    public long resets() {
        return kept == 1 ? 0 : told().resets;
    }

    /** Whether rises and resets miss what lies between samples that came out of turn. */
    public boolean isApproximate() {
        return kept == 0 && told().approximate;
    }

    private void keep(long timeMs, double value) {
        if (times.length == 0) {
            times = new long[4];
            values = new double[4];
            times[0] = oneMs;
            values[0] = one;
        } else if (shared || kept == times.length) {
            int room = Math.min(KEPT, Math.max(4, 2 * kept));
            times = Arrays.copyOf(Arrays.copyOfRange(times, from, from + kept), room);
            values = Arrays.copyOf(Arrays.copyOfRange(values, from, from + kept), room);
            from = 0;
            shared = false;
        }
        times[kept] = timeMs;
        values[kept] = value;
        kept++;
        sorted = false;
        totals = null;
    }

    /** From here on there are only totals. */
    private void drop(Totals all) {
        kept = 0;
        times = NO_TIMES;
        values = NO_VALUES;
        totals = all;
    }

    private Totals told() {
        Totals known = totals;
        if (known != null) {
            return known;
        }
        sort();
        Totals made = new Totals(timeMs(0), value(0));
        for (int i = 1; i < kept; i++) {
            made.append(times[from + i], values[from + i]);
        }
        totals = made;
        return made;
    }

    /** They mostly are in order already. */
    private void sort() {
        if (sorted) {
            return;
        }
        sorted = true;
        for (int i = 1; i < kept; i++) {
            long time = times[i];
            double value = values[i];
            int at = i;
            while (at > 0 && Totals.isAfter(times[at - 1], values[at - 1], time, value)) {
                times[at] = times[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            times[at] = time;
            values[at] = value;
        }
    }
}
