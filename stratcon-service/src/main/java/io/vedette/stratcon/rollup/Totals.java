package io.vedette.stratcon.rollup;

/** The numbers of a window, growing. Holds at least one sample; belongs to one thread. */
final class Totals {
    long count = 1;
    double min;
    double max;
    double deviation;
    long firstMs;
    double first;
    long lastMs;
    double last;
    double rises;
    double riseDeviation;
    long resets;
    boolean approximate;
    private double sum;
    /** What rounding took from the sum. */
    private double lost;

    Totals(long timeMs, double value) {
        sum = value;
        min = value;
        max = value;
        firstMs = timeMs;
        first = value;
        lastMs = timeMs;
        last = value;
    }

    static Totals of(CellTotals kept) {
        Totals totals = new Totals(kept.firstMs(), kept.first());
        totals.count = kept.count();
        totals.sum = kept.sum();
        totals.min = kept.min();
        totals.max = kept.max();
        totals.deviation = kept.deviation();
        totals.lastMs = kept.lastMs();
        totals.last = kept.last();
        totals.rises = kept.rises();
        totals.riseDeviation = kept.riseDeviation();
        totals.resets = kept.resets();
        totals.approximate = kept.approximate();
        return totals;
    }

    CellTotals kept() {
        return new CellTotals(
                count,
                sum(),
                min,
                max,
                deviation,
                firstMs,
                first,
                lastMs,
                last,
                rises,
                riseDeviation,
                resets,
                approximate);
    }

    double sum() {
        return sum + lost;
    }

    /** As if they were added one by one. */
    static double sum(double[] values, int from, int count) {
        double sum = values[from];
        double lost = 0;
        for (int i = from + 1; i < from + count; i++) {
            double next = sum + values[i];
            lost += lost(sum, values[i], next);
            sum = next;
        }
        return sum + lost;
    }

    double average() {
        return sum() / count;
    }

    /** Increases from sample to sample. */
    long increases() {
        return count - 1 - resets;
    }

    /** A sample that is not before the last. */
    void append(long timeMs, double value) {
        double before = average();
        step(last, value, increases());
        count++;
        addUp(value);
        deviation += (value - before) * (value - average());
        min = Math.min(min, value);
        max = Math.max(max, value);
        lastMs = timeMs;
        last = value;
    }

    void merge(Totals other) {
        boolean follows = !isAfter(lastMs, last, other.firstMs, other.first);
        boolean precedes = !isAfter(other.lastMs, other.last, firstMs, first);
        double apart = other.average() - average();
        deviation += other.deviation + apart * apart * ((double) count * other.count / (count + other.count));
        addUp(other.sum);
        lost += other.lost;
        long rising = increases() + other.increases();
        mergeRises(other);
        count += other.count;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        approximate |= other.approximate || !(follows || precedes);
        if (follows) {
            step(last, other.first, rising);
        } else if (precedes) {
            step(other.last, first, rising);
        }
        mergeEnds(other);
    }

    private void mergeEnds(Totals other) {
        if (isAfter(firstMs, first, other.firstMs, other.first)) {
            firstMs = other.firstMs;
            first = other.first;
        }
        if (isAfter(other.lastMs, other.last, lastMs, last)) {
            lastMs = other.lastMs;
            last = other.last;
        }
    }

    private void mergeRises(Totals other) {
        long ours = increases();
        long others = other.increases();
        if (ours > 0 && others > 0) {
            double apart = other.rises / others - rises / ours;
            riseDeviation += apart * apart * ((double) ours * others / (ours + others));
        }
        riseDeviation += other.riseDeviation;
        rises += other.rises;
        resets += other.resets;
    }

    /** One step more, after so many increases. */
    private void step(double from, double to, long before) {
        if (to < from) {
            resets++;
            return;
        }
        if (before > 0) {
            double apart = to - from - rises / before;
            riseDeviation += apart * apart * ((double) before / (before + 1));
        }
        rises += to - from;
    }

    private void addUp(double value) {
        double next = sum + value;
        lost += lost(sum, value, next);
        sum = next;
    }

    private static double lost(double sum, double value, double next) {
        return Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    }

    static boolean isAfter(long timeMs, double value, long otherMs, double other) {
        return timeMs > otherMs || (timeMs == otherMs && value > other);
    }
}
