package io.vedette.stratcon.draw;

import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** The door through which a broker is handed its checks; open while its control connection stands. */
public interface CheckDoor {

    /**
     * A check as the broker holds it.
     *
     * @param seq version of it
     * @param deleted a tombstone
     */
    record HeldCheck(UUID uuid, long seq, boolean deleted) {}

    /**
     * Hands over a check, whole.
     *
     * @return false when the broker holds a newer version
     */
    boolean set(Check check) throws IOException, InterruptedException;

    /**
     * Takes a check away.
     *
     * @param seq version of its end
     * @return false when the broker holds a newer version
     */
    boolean delete(UUID check, long seq) throws IOException, InterruptedException;

    /** What the broker holds, tombstones too. */
    List<HeldCheck> show() throws IOException, InterruptedException;
}
