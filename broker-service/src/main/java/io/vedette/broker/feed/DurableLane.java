package io.vedette.broker.feed;

import io.vedette.broker.journal.JournalCursor;
import io.vedette.broker.journal.JournalEntry;
import io.vedette.broker.journal.JournalEntry.Lost;
import io.vedette.broker.journal.JournalEntry.Stored;
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
            chunk.add(frame(entry.get()));
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

    static FeedFrame frame(JournalEntry entry) {
        return switch (entry) {
            case Stored r -> new FeedFrame.BatchFrame(r.offset(), r.nextOffset(), r.journaledMs(), r.payload());
            case Lost lost -> new FeedFrame.Gap(lost.offset(), lost.nextOffset());
        };
    }
}
