package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.NumericCell;

/**
 * A numeric cell and its place.
 *
 * @param startS start of its window, epoch s
 */
public record StoredNumeric(long startS, NumericCell cell) {}
