/**
 * What a broker's journal feed says to the stratcon that draws it: positions, frames, and the paths and headers of the three connections. Promise:
 * a position names a record for ever; a frame is whole or the stream ends.
 */
@NullMarked
package io.vedette.contracts.feed;

import org.jspecify.annotations.NullMarked;
