package io.vedette.broker.check;

import io.vedette.contracts.proto.config.Check;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the broker holds under one uuid.
 *
 * @param seq version of the check, or of its deletion; unsigned
 * @param check null when it was deleted
 */
record HeldCheck(UUID uuid, long seq, @Nullable Check check) {

    boolean isNewerThan(long otherSeq) {
        return Long.compareUnsigned(seq, otherSeq) > 0;
    }
}
