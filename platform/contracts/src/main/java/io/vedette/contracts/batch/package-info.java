/**
 * The batch: samples of one check and one shard, as a broker journals them, a stratcon draws them and Kafka carries them. The bytes are written
 * once, by the broker; everybody after it passes them on unchanged. Invariant: an index of stream names stands in front, so that a reader steps
 * over streams it does not want without decoding them.
 */
@NullMarked
package io.vedette.contracts.batch;

import org.jspecify.annotations.NullMarked;
