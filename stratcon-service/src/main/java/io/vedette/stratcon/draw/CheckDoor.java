package io.vedette.stratcon.draw;

import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The door through which a broker is handed its checks, and what certificates are revoked; open while its control connection stands. */
public interface CheckDoor {

    /**
     * A check as the broker holds it.
     *
     * @param seq version of it
     * @param deleted a tombstone
     */
    record HeldCheck(UUID uuid, long seq, boolean deleted) {}

    /** What a broker says to who begins to hand it checks. */
    enum Welcome {
        CURRENT,
        /** It holds checks newer than all that the stratcon knows. */
        OLDER,
        /** Its checks are another Web DB's. */
        OTHER_WEB_DB
    }

    /** What a broker says to what it is handed. */
    enum Answer {
        TAKEN,
        /** It holds a newer version. */
        NEWER_HELD,
        /** It cannot run this. */
        REJECTED
    }

    /**
     * Says whose configuration is handed over now.
     *
     * @param highestSeq of all checks that are known
     */
    Welcome begin(String webDb, long highestSeq) throws IOException;

    /** Brings the list of revoked certificates, signed, in DER. */
    void revoke(byte[] list) throws IOException;

    /** Hands over a check, whole. */
    Answer set(Check check) throws IOException;

    /**
     * Takes a check away.
     *
     * @param seq version of its end
     */
    Answer delete(UUID check, long seq) throws IOException;

    /** Has the broker run a check at this period too, shown and never journaled, until the lease is over or renewed. */
    void watch(UUID check, Duration period, Duration lease) throws IOException;

    /** What the broker holds, tombstones too. */
    List<HeldCheck> show() throws IOException;
}
