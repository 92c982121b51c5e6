package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.TextCell;

/**
 * A text cell and its place.
 *
 * @param startS start of its minute, epoch s
 */
public record StoredText(long startS, TextCell cell) {}
