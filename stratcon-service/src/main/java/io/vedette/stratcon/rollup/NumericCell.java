package io.vedette.stratcon.rollup;

/**
 * What is kept of the numbers of one window. Holds at least one sample; belongs to one thread. At equal times the smaller value is the first and the
 * larger one the last, so that the order of arrival decides nothing.
 */
public final class NumericCell {
    private long count;
    private double sum;
    private double min;
    private double max;
    private double sumOfSquares;
    private long firstMs;
    private double first;
    private long lastMs;
    private double last;

    private NumericCell(long count, long timeMs, double value) {
        this.count = count;
        sum = value;
        min = value;
        max = value;
        sumOfSquares = value * value;
        firstMs = timeMs;
        first = value;
        lastMs = timeMs;
        last = value;
    }

    /** A cell of one sample: epoch ms, finite value. */
    public static NumericCell of(long timeMs, double value) {
        return new NumericCell(1, timeMs, value);
    }

    /** A cell as a store kept it. */
    public static NumericCell of(
            long count,
            double sum,
            double min,
            double max,
            double sumOfSquares,
            long firstMs,
            double first,
            long lastMs,
            double last) {
        NumericCell cell = new NumericCell(count, firstMs, first);
        cell.sum = sum;
        cell.min = min;
        cell.max = max;
        cell.sumOfSquares = sumOfSquares;
        cell.lastMs = lastMs;
        cell.last = last;
        return cell;
    }

    public NumericCell copy() {
        return of(count, sum, min, max, sumOfSquares, firstMs, first, lastMs, last);
    }

    /** One sample more: epoch ms, finite value. */
    public void add(long timeMs, double value) {
        count++;
        sum += value;
        sumOfSquares += value * value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        first(timeMs, value);
        last(timeMs, value);
    }

    public void merge(NumericCell other) {
        count += other.count;
        sum += other.sum;
        sumOfSquares += other.sumOfSquares;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        first(other.firstMs, other.first);
        last(other.lastMs, other.last);
    }

    public long count() {
        return count;
    }

    public double sum() {
        return sum;
    }

    public double min() {
        return min;
    }

    public double max() {
        return max;
    }

    public double sumOfSquares() {
        return sumOfSquares;
    }

    /** Time of the first sample, epoch ms. */
    public long firstMs() {
        return firstMs;
    }

    public double first() {
        return first;
    }

    /** Time of the last sample, epoch ms. */
    public long lastMs() {
        return lastMs;
    }

    public double last() {
        return last;
    }

    public double average() {
        return sum / count;
    }

    /** Standard deviation of the samples themselves (of a population). */
    public double stddev() {
        double average = average();
        return Math.sqrt(Math.max(0, sumOfSquares / count - average * average));
    }

    private void first(long timeMs, double value) {
        if (timeMs < firstMs || (timeMs == firstMs && value < first)) {
            firstMs = timeMs;
            first = value;
        }
    }

    private void last(long timeMs, double value) {
        if (timeMs > lastMs || (timeMs == lastMs && value > last)) {
            lastMs = timeMs;
            last = value;
        }
    }
}
