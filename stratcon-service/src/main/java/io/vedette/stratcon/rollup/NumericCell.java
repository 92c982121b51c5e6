package io.vedette.stratcon.rollup;

import java.util.Arrays;

/**
 * What is kept of the numbers of one window: the samples themselves while they are few, else their totals. Cells merge; the order in which that happens
 * decides nothing, but the last digits of sums, and rises and resets, which say so themselves. At equal times the smaller value comes first. Holds at
 * least one sample; belongs to one thread.
 */
public final class NumericCell {
    /** Most samples that are kept themselves. */
    public static final int KEPT = 12;

    private long count;
    private double sum;
    /** What rounding took from the sum. */
    private double lost;

    private double min;
    private double max;
    private double deviation;
    private long firstMs;
    private double first;
    private long lastMs;
    private double last;
    private double rises;
    private long resets;
    private boolean approximate;
    /** The samples when there are 2 to {@link #KEPT}; the fields above follow them once asked for. */
    private long[] times = {};

    private double[] values = {};
    private boolean stale;

    private NumericCell(long timeMs, double value) {
        begin(timeMs, value);
    }

    /** A cell of one sample: epoch ms, finite value. */
    public static NumericCell of(long timeMs, double value) {
        return new NumericCell(timeMs, value);
    }

    /** A cell as a store kept it. */
    public static NumericCell of(CellTotals totals) {
        NumericCell cell = new NumericCell(totals.firstMs(), totals.first());
        cell.count = totals.count();
        cell.sum = totals.sum();
        cell.min = totals.min();
        cell.max = totals.max();
        cell.deviation = totals.deviation();
        cell.lastMs = totals.lastMs();
        cell.last = totals.last();
        cell.rises = totals.rises();
        cell.resets = totals.resets();
        cell.approximate = totals.approximate();
        return cell;
    }

    /** A cell of 2 to {@link #KEPT} samples, ascending by time and value; the arrays become the cell's. */
    public static NumericCell of(long[] times, double[] values) {
        NumericCell cell = new NumericCell(times[0], values[0]);
        cell.times = times;
        cell.values = values;
        cell.count = times.length;
        cell.stale = true;
        return cell;
    }

    public NumericCell copy() {
        if (!keepsSamples()) {
            return of(totals());
        }
        int kept = (int) count;
        return kept == 1 ? of(firstMs, first) : of(Arrays.copyOf(times, kept), Arrays.copyOf(values, kept));
    }

    /** One sample more: epoch ms, finite value. */
    public void add(long timeMs, double value) {
        if (count < KEPT && keepsSamples()) {
            keep(timeMs, value);
        } else {
            mergeTotals(of(timeMs, value));
        }
    }

    public void merge(NumericCell other) {
        if (count + other.count <= KEPT && keepsSamples() && other.keepsSamples()) {
            for (int i = 0; i < other.count; i++) {
                keep(other.timeMs(i), other.value(i));
            }
        } else {
            mergeTotals(other);
        }
    }

    /** Whether the samples themselves are here. */
    public boolean keepsSamples() {
        return count == 1 || times.length > 0;
    }

    /** Time of a kept sample, epoch ms; ascending by index. */
    public long timeMs(int index) {
        settle();
        return count == 1 ? firstMs : times[index];
    }

    /** A kept sample. */
    public double value(int index) {
        settle();
        return count == 1 ? first : values[index];
    }

    public CellTotals totals() {
        settle();
        return new CellTotals(
                count, sum(), min, max, deviation, firstMs, first, lastMs, last, rises, resets, approximate);
    }

    public long count() {
        return count;
    }

    public double sum() {
        settle();
        return sum + lost;
    }

    public double min() {
        settle();
        return min;
    }

    public double max() {
        settle();
        return max;
    }

    public double sumOfSquares() {
        double all = sum();
        return deviation + all * all / count;
    }

    /** Time of the first sample, epoch ms. */
    public long firstMs() {
        settle();
        return firstMs;
    }

    public double first() {
        settle();
        return first;
    }

    /** Time of the last sample, epoch ms. */
    public long lastMs() {
        settle();
        return lastMs;
    }

    public double last() {
        settle();
        return last;
    }

    public double average() {
        return sum() / count;
    }

    /** Standard deviation of the samples themselves (of a population). */
    public double stddev() {
        settle();
        return Math.sqrt(Math.max(0, deviation) / count);
    }

    /** Sum of the increases from sample to sample. */
    public double rises() {
        settle();
        return rises;
    }

    /** Decreases from sample to sample. */
    public long resets() {
        settle();
        return resets;
    }

    /** Whether rises and resets miss what lies between samples that came out of turn. */
    public boolean isApproximate() {
        settle();
        return approximate;
    }

    private void begin(long timeMs, double value) {
        count = 1;
        sum = value;
        lost = 0;
        min = value;
        max = value;
        deviation = 0;
        firstMs = timeMs;
        first = value;
        lastMs = timeMs;
        last = value;
        rises = 0;
        resets = 0;
    }

    private void keep(long timeMs, double value) {
        if (count == times.length || times.length == 0) {
            int room = Math.min(KEPT, Math.max(4, 2 * times.length));
            times = Arrays.copyOf(times, room);
            values = Arrays.copyOf(values, room);
            if (count == 1) {
                times[0] = firstMs;
                values[0] = first;
            }
        }
        times[(int) count] = timeMs;
        values[(int) count] = value;
        count++;
        stale = true;
    }

    /** Brings the totals up to the kept samples. */
    private void settle() {
        if (!stale) {
            return;
        }
        stale = false;
        int kept = (int) count;
        sort(kept);
        begin(times[0], values[0]);
        for (int i = 1; i < kept; i++) {
            append(times[i], values[i]);
        }
    }

    /** They mostly are in order already. */
    private void sort(int kept) {
        for (int i = 1; i < kept; i++) {
            long time = times[i];
            double value = values[i];
            int at = i;
            while (at > 0 && isAfter(times[at - 1], values[at - 1], time, value)) {
                times[at] = times[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            times[at] = time;
            values[at] = value;
        }
    }

    private void append(long timeMs, double value) {
        double before = (sum + lost) / count;
        count++;
        addUp(value);
        deviation += (value - before) * (value - (sum + lost) / count);
        min = Math.min(min, value);
        max = Math.max(max, value);
        step(last, value);
        lastMs = timeMs;
        last = value;
    }

    private void mergeTotals(NumericCell other) {
        settle();
        other.settle();
        times = new long[0];
        values = new double[0];
        boolean follows = !isAfter(lastMs, last, other.firstMs, other.first);
        boolean precedes = !isAfter(other.lastMs, other.last, firstMs, first);
        double apart = other.average() - average();
        double weight = (double) count * other.count / (count + other.count);
        deviation += other.deviation + apart * apart * weight;
        addUp(other.sum);
        lost += other.lost;
        count += other.count;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        rises += other.rises;
        resets += other.resets;
        approximate |= other.approximate || !(follows || precedes);
        if (follows) {
            step(last, other.first);
        } else if (precedes) {
            step(other.last, first);
        }
        mergeEnds(other);
    }

    private void mergeEnds(NumericCell other) {
        if (isAfter(firstMs, first, other.firstMs, other.first)) {
            firstMs = other.firstMs;
            first = other.first;
        }
        if (isAfter(other.lastMs, other.last, lastMs, last)) {
            lastMs = other.lastMs;
            last = other.last;
        }
    }

    private void step(double from, double to) {
        if (to >= from) {
            rises += to - from;
        } else {
            resets++;
        }
    }

    private void addUp(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }

    private static boolean isAfter(long timeMs, double value, long otherMs, double other) {
        return timeMs > otherMs || (timeMs == otherMs && value > other);
    }
}
