/**
 * Samples become cells: count, sum, min, max, squares, first, last, rises and resets of a window, or its samples themselves while they are few. Promise:
 * cells merge, so that any split and any order of the same samples gives the same cell (sums within floating point, rises and resets exact or marked).
 * Invariant: five window sizes, each a multiple of the one before, all starting at multiples of their size since the epoch. Free of Spring.
 */
@NullMarked
package io.vedette.stratcon.rollup;

import org.jspecify.annotations.NullMarked;
