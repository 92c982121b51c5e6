package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Lost;
import io.vedette.broker.journal.JournalEntry.Stored;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in the journal that moves on with each entry read. Belongs to one thread. */
public final class JournalCursor implements AutoCloseable {
    private final Journal journal;
    private final Segments segments;
    private long position;
    private @Nullable RecordReader reader;

    JournalCursor(Journal journal, Segments segments, long position) {
        this.journal = journal;
        this.segments = segments;
        this.position = position;
    }

    /** Offset of the next entry. */
    public long position() {
        return position;
    }

    /** The next entry; empty when all that is committed has been read. */
    public Optional<JournalEntry> next() throws IOException {
        long end = journal.end();
        if (position >= end) {
            return Optional.empty();
        }
        SegmentFile segment = segments.holding(position);
        if (segment == null) {
            return Optional.of(gone(segments.oldest().base()));
        }
        SegmentFile following = segments.after(segment);
        long limit = following == null ? end : Math.min(end, following.base());
        try {
            return Optional.of(read(readerOf(segment), limit));
        } catch (NoSuchFileException e) {
            // Removed while we were about to open it: what is left begins with a later segment.
            return Optional.of(gone(limit));
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    private JournalEntry read(RecordReader from, long limit) throws IOException {
        Stored record = from.at(position, limit);
        if (record != null) {
            position = record.nextOffset();
            return record;
        }
        Lost lost = gone(from.nextGood(position + 1, limit));
        journal.noteLost(lost.offset(), lost.nextOffset());
        return lost;
    }

    private Lost gone(long to) {
        Lost lost = new Lost(position, to);
        position = to;
        return lost;
    }

    private RecordReader readerOf(SegmentFile segment) throws IOException {
        RecordReader open = reader;
        if (open != null && open.segment().base() == segment.base()) {
            return open;
        }
        close();
        RecordReader fresh = new RecordReader(segment);
        reader = fresh;
        return fresh;
    }
}
