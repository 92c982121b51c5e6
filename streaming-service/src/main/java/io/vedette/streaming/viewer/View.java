package io.vedette.streaming.viewer;

import io.vedette.contracts.batch.StreamId;
import java.util.Set;

/**
 * What one connection asks to see.
 *
 * @param account whose streams and alerts; nothing of another account is sent
 * @param streams metric streams, may be empty
 * @param alerts whether the account's alerts too
 * @param sinceMs from when on, epoch ms by Kafka's record time; further back than the look-back is cut to it
 */
public record View(long account, Set<StreamId> streams, boolean alerts, long sinceMs) {

    public View {
        streams = Set.copyOf(streams);
    }
}
