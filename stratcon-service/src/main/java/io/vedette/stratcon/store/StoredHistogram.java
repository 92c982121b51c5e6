package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.HistogramCell;

/**
 * @param startS start of the window, epoch s
 */
public record StoredHistogram(long startS, HistogramCell cell) {}
