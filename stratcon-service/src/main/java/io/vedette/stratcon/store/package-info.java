/**
 * The rollup store: cells for ever, and how far each journal is stored. Promise: exactly once — a commit carries (journal, from, to) and its cells, and
 * is refused unless the stored position is {@code from}. Invariant: position and cells change together, and in each size every cell is in
 * one place, open or in its chunk. Every engine passes one contract suite.
 */
@NullMarked
package io.vedette.stratcon.store;

import org.jspecify.annotations.NullMarked;
