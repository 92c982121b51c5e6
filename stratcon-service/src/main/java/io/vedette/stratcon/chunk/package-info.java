/**
 * Cells of a stream, packed. Promise: what is read is what was written, exactly but for the tolerance that {@link ChunkCodec} states; a byte that is
 * not as it was written is refused, never read as other numbers. Invariant: a chunk is understood without anything beside it. Free of Spring.
 */
@NullMarked
package io.vedette.stratcon.chunk;

import org.jspecify.annotations.NullMarked;
