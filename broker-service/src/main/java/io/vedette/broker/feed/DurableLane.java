package io.vedette.broker.feed;

import io.vedette.broker.journal.JournalCursor;
import io.vedette.broker.journal.JournalEntry;
import io.vedette.broker.journal.JournalEntry.Lost;
import io.vedette.broker.journal.JournalEntry.Stored;
import io.vedette.broker.journal.RecordKind;
import io.vedette.contracts.feed.FeedFrame;
import java.io.IOException;
import java.util.Optional;

/** Everything from a position on; what is not there any more is said. */
final class DurableLane implements Lane {
    private final JournalCursor cursor;

    DurableLane(JournalCursor cursor) {
        this.cursor = cursor;
    }

    @Override
    public boolean fill(Chunk chunk) throws IOException {
        while (!chunk.isFull()) {
            Optional<JournalEntry> entry = cursor.next();
            if (entry.isEmpty()) {
                return true;
            }
            if (isDelivered(entry.get())) {
                chunk.add(frame(entry.get()));
            }
        }
        return false;
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }

    /** Whether a lane tells of it: of batches, marks and what is lost. */
    static boolean isDelivered(JournalEntry entry) {
        return !(entry instanceof Stored record) || record.kind().isBatch() || record.kind() == RecordKind.MARK;
    }

    static FeedFrame frame(JournalEntry entry) {
        return switch (entry) {
            case Stored r
            when r.kind() == RecordKind.MARK ->
                new FeedFrame.Mark(r.offset(), r.nextOffset(), r.journaledMs(), r.payload());
            case Stored r -> new FeedFrame.BatchFrame(r.offset(), r.nextOffset(), r.journaledMs(), r.payload());
            case Lost lost -> new FeedFrame.Gap(lost.offset(), lost.nextOffset());
        };
    }
}
