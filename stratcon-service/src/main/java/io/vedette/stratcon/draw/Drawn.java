package io.vedette.stratcon.draw;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrame.Mark;
import io.vedette.stratcon.ledger.LedgerTally;
import io.vedette.stratcon.rollup.Fold;
import io.vedette.stratcon.rollup.SampleFate;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.rollup.StreamNames;
import io.vedette.stratcon.store.Commit;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** What a durable lane drew since the last commit: cells, and the stretch of the journal they cover. Belongs to the lane's thread. */
final class Drawn {
    private final UUID journal;
    private final DrawSettings settings;
    private final LedgerTally ledger;
    private long from;
    private long to;
    private Fold fold;
    private long openSince;

    Drawn(UUID journal, long stored, DrawSettings settings, StreamNames names, LedgerTally ledger) {
        this.journal = journal;
        this.settings = settings;
        this.ledger = ledger;
        fold = new Fold(settings.bounds(), names);
        from = stored;
        to = stored;
    }

    long to() {
        return to;
    }

    /** The batch is taken in whole or up to where it is malformed; either way the position moves past it. */
    void batch(BatchFrame frame, long nowMs) {
        moveTo(frame.nextOffset());
        int before = fold.samples();
        long keptBefore = kept();
        try {
            fold.add(new BatchReader(frame.batch()), nowMs);
        } finally {
            ledger.drawn(frame.journaledMs(), fold.samples() - before, kept() - keptBefore);
        }
    }

    /** What the broker says it had journaled up to here. */
    void mark(Mark mark) {
        moveTo(mark.nextOffset());
        ledger.mark(mark.journaledMs(), mark.mark());
    }

    private long kept() {
        return fold.count(SampleFate.FOLDED) + fold.count(SampleFate.NOTHING);
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

    /**
     * @param behind whether what was drawn last is old already
     */
    boolean isDue(boolean behind) {
        if (!isOpen()) {
            return false;
        }
        Duration longest = behind ? settings.commitEveryBehind() : settings.commitEvery();
        return fold.samples() >= settings.commitSamples()
                || fold.streams() >= settings.commitStreams()
                || System.nanoTime() - openSince >= longest.toNanos();
    }

    /** What was drawn; the next part begins where it ends. */
    DrawnPart take() {
        Map<StreamId, StreamCells> cells = fold.cells();
        LedgerTally.Moved ledgered = ledger.moveTo(cells);
        DrawnPart part = new DrawnPart(new Commit(journal, from, to, cells), fold.fates(), ledgered);
        from = to;
        fold = fold.next();
        return part;
    }
}
