package io.vedette.streaming.check;

import java.util.UUID;

/**
 * A check as far as its viewers need it.
 *
 * @param account who owns it
 * @param shards in how many shards its streams are dealt, at least 1
 */
public record OwnedCheck(UUID uuid, long account, int shards) {

    public OwnedCheck {
        shards = Math.max(1, shards);
    }
}
