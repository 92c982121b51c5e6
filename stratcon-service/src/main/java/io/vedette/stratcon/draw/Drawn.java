package io.vedette.stratcon.draw;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.stratcon.rollup.Fold;
import io.vedette.stratcon.store.Commit;
import java.util.UUID;

/** What a durable lane drew since the last commit: cells, and the stretch of the journal they cover. Belongs to the lane's thread. */
final class Drawn {
    private final UUID journal;
    private final DrawSettings settings;
    private long from;
    private long to;
    private Fold fold = new Fold();
    private long openSince;

    Drawn(UUID journal, long stored, DrawSettings settings) {
        this.journal = journal;
        this.settings = settings;
        from = stored;
        to = stored;
    }

    long to() {
        return to;
    }

    Fold fold() {
        return fold;
    }

    /** The batch is taken in whole or up to where it is malformed; either way the position moves past it. */
    void batch(byte[] batch, long nextOffset, long nowMs) {
        moveTo(nextOffset);
        fold.add(new BatchReader(batch), nowMs);
    }

    void moveTo(long offset) {
        if (to == from) {
            openSince = System.nanoTime();
        }
        to = Math.max(to, offset);
    }

    boolean isOpen() {
        return to > from;
    }

    boolean isDue() {
        return isOpen()
                && (fold.samples() >= settings.commitSamples()
                        || System.nanoTime() - openSince
                                >= settings.commitEvery().toNanos());
    }

    Commit toCommit() {
        return new Commit(journal, from, to, fold.cells());
    }

    /** What was drawn is stored; the next commit begins here. */
    void stored() {
        from = to;
        fold = new Fold();
    }
}
