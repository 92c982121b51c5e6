package io.vedette.stratcon.own;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.feed.Position;
import io.vedette.stratcon.rollup.Fold;
import io.vedette.stratcon.rollup.SampleBounds;
import io.vedette.stratcon.rollup.StreamNames;
import io.vedette.stratcon.store.Commit;
import io.vedette.stratcon.store.CommitOutcome;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StoreUnavailableException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The journal a stratcon writes about itself: in memory, for nobody else draws it. While the store is away its samples wait folded in cells. Belongs to
 * one thread.
 */
final class OwnJournal {
    private final RollupStore store;
    private final UUID id = UUID.randomUUID();
    private final StreamNames names = new StreamNames(256);
    private Fold fold = new Fold(SampleBounds.USUAL, names);
    private boolean registered;
    private @Nullable Commit unconfirmed;
    private long stored;
    private long end;

    OwnJournal(RollupStore store) {
        this.store = store;
    }

    /** Takes in a batch. */
    Position append(byte[] batch, long nowMs) {
        fold.add(new BatchReader(batch), nowMs);
        return new Position(id, end++);
    }

    /** Whether anything waits for the store. */
    boolean isOpen() {
        return unconfirmed != null || end > stored;
    }

    /**
     * Stores what was appended; what the store does not confirm is said again, word for word, the next time.
     *
     * @return false when the store is away
     */
    boolean commit() {
        try {
            if (!registered) {
                store.register(id, 0, 0);
                registered = true;
            }
            Commit commit = unconfirmed == null ? new Commit(id, stored, end, fold.cells()) : unconfirmed;
            if (unconfirmed == null) {
                unconfirmed = commit;
                fold = new Fold(SampleBounds.USUAL, names);
            }
            CommitOutcome outcome = store.commit(commit);
            if (outcome instanceof Refused refused && refused.stored() != commit.to()) {
                throw new IllegalStateException("own journal is stored up to " + refused.stored() + ", not " + stored);
            }
            stored = commit.to();
            unconfirmed = null;
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }
}
