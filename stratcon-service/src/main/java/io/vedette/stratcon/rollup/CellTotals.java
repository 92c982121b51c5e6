package io.vedette.stratcon.rollup;

/**
 * The numbers of a window without its samples.
 *
 * @param count samples, at least 1
 * @param deviation sum of the squares of the samples' distances to their mean
 * @param firstMs time of the first sample, epoch ms
 * @param lastMs time of the last sample, epoch ms
 * @param rises sum of the increases from sample to sample
 * @param riseDeviation sum of the squares of these increases' distances to their mean; NaN when it was not kept
 * @param resets decreases from sample to sample
 * @param approximate whether rises and resets miss what lies between samples that came out of turn
 */
public record CellTotals(
        long count,
        double sum,
        double min,
        double max,
        double deviation,
        long firstMs,
        double first,
        long lastMs,
        double last,
        double rises,
        double riseDeviation,
        long resets,
        boolean approximate) {}
