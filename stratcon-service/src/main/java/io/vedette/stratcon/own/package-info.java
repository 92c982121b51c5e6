/**
 * What a stratcon says of itself and of its brokers, as streams like any other: connected, lag, skew, commits. Promise: they reach rollups and detection even
 * when a broker is cut. Invariant: each process writes a journal of its own, so that nothing is counted twice.
 */
@NullMarked
package io.vedette.stratcon.own;

import org.jspecify.annotations.NullMarked;
