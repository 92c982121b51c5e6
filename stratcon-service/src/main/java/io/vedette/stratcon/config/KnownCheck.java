package io.vedette.stratcon.config;

import io.vedette.contracts.proto.config.Check;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest word about a check.
 *
 * @param generation restore generation of the Web DB; beats any version
 * @param version rises with every change
 * @param deleted it is gone
 * @param check what it is, or was when it was deleted; absent when only its end is known
 */
public record KnownCheck(
        UUID uuid,
        long generation,
        long version,
        boolean deleted,
        @Nullable Check check) {

    private static final int VERSION_BITS = 40;

    /** What a broker compares: the generation above the version. */
    public long seq() {
        return generation << VERSION_BITS | version;
    }

    /** Whether a broker runs it, as far as is known. */
    public boolean isOn(long brokerId) {
        return !deleted && check != null && check.getBrokerId() == brokerId;
    }

    boolean isOlderThan(KnownCheck other) {
        return seq() < other.seq();
    }
}
