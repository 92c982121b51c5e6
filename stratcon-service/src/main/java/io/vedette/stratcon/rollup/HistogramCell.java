package io.vedette.stratcon.rollup;

import io.vedette.contracts.histogram.Histogram;

/**
 * The histogram of a window: all samples together, or, of those that count from some beginning on, the last.
 *
 * @param cumulative whether samples count from some beginning on
 * @param lastMs time of the last sample, epoch ms
 */
public record HistogramCell(boolean cumulative, long lastMs, Histogram bins) {

    /** Both together; neither is changed. */
    public HistogramCell merge(HistogramCell other) {
        boolean othersLast = other.lastMs > lastMs || (other.lastMs == lastMs && other.bins.count() > bins.count());
        if (cumulative || other.cumulative) {
            return othersLast ? other : this;
        }
        Histogram all = new Histogram().merge(bins).merge(other.bins);
        return new HistogramCell(false, Math.max(lastMs, other.lastMs), all);
    }
}
