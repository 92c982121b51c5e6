/**
 * Draws the journals of the brokers that are ours, always dialling out: per broker a durable lane into the rollup store, a live lane onto the queue, and
 * control. Promise: what the store has not committed is drawn again; the lanes never wait for each other. Invariant: a durable lane begins where the
 * store says, and what it acknowledges is stored.
 */
@NullMarked
package io.vedette.stratcon.draw;

import org.jspecify.annotations.NullMarked;
