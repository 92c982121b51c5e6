package io.vedette.broker.feed;

import io.vedette.broker.intake.LiveTail;
import io.vedette.broker.intake.LiveTail.LiveBatch;
import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalCursor;
import io.vedette.broker.journal.JournalEntry;
import io.vedette.broker.journal.JournalEntry.Stored;
import io.vedette.contracts.feed.FeedFrame;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Committed batches of the last ten seconds, and live-only ones. What grew older before its reader took it is dropped and counted; never anything for
 * another reason.
 */
final class LiveLane implements Lane {
    static final long MAXIMUM_AGE_MS = 10_000;

    private final Journal journal;
    private final JournalCursor cursor;
    private final LiveTail.Tap tap;
    private final Clock clock;
    private final long startMs;
    private long dropped;
    private boolean started;

    /**
     * @param startMs batches journaled before were never this lane's: they are neither delivered nor counted as dropped
     */
    LiveLane(Journal journal, JournalCursor cursor, LiveTail.Tap tap, Clock clock, long startMs) {
        this.journal = journal;
        this.cursor = cursor;
        this.tap = tap;
        this.clock = clock;
        this.startMs = startMs;
    }

    @Override
    public boolean fill(Chunk chunk) throws IOException {
        while (!chunk.isFull()) {
            Optional<JournalEntry> entry = cursor.next();
            if (entry.isPresent()) {
                add(entry.get(), chunk);
                continue;
            }
            Optional<LiveBatch> live = tap.poll();
            if (live.isEmpty()) {
                return true;
            }
            long end = journal.end();
            chunk.add(new FeedFrame.BatchFrame(
                    end, end, live.get().madeMs(), live.get().bytes()));
        }
        return false;
    }

    @Override
    public long dropped() {
        return dropped + tap.dropped();
    }

    @Override
    public void close() throws IOException {
        tap.close();
        cursor.close();
    }

    private void add(JournalEntry entry, Chunk chunk) {
        if (!(entry instanceof Stored record)) {
            if (started) {
                chunk.add(DurableLane.frame(entry));
            }
            return;
        }
        started |= record.journaledMs() >= startMs;
        if (!started || !record.kind().isBatch()) {
            return;
        }
        if (clock.millis() - record.journaledMs() > MAXIMUM_AGE_MS) {
            dropped++;
        } else {
            chunk.add(DurableLane.frame(record));
        }
    }
}
