/**
 * How far the clocks of others are from ours. Promise: what is told was measured by exchanges with them, and is the median of several. Invariant: nothing is
 * corrected by a skew that was not measured.
 */
@NullMarked
package io.vedette.stratcon.clock;

import org.jspecify.annotations.NullMarked;
