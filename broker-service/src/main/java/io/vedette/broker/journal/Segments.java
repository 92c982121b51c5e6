package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The segments of one journal by base offset, and their indexes. Added by the writer's thread, removed by one at a time, looked up by any. Holds one at least. */
final class Segments {
    private final JournalDisk disk;
    private final Path directory;
    private final UUID journal;
    private final TimeIndexes indexes = new TimeIndexes();
    private final ConcurrentSkipListMap<Long, SegmentFile> byBase = new ConcurrentSkipListMap<>();

    Segments(JournalDisk disk, Path directory, UUID journal) {
        this.disk = disk;
        this.directory = directory;
        this.journal = journal;
    }

    SegmentFile begin(long base, long nowMs) throws IOException {
        SegmentFile segment = SegmentFile.create(disk, directory, journal, base, nowMs);
        indexes.open(segment);
        byBase.put(base, segment);
        return segment;
    }

    /** The index of the segment that is being written. */
    TimeIndex index(SegmentFile segment) {
        return indexes.open(segment);
    }

    void close(SegmentFile segment) {
        indexes.close(segment);
    }

    void add(SegmentFile segment) {
        byBase.put(segment.base(), segment);
    }

    boolean isEmpty() {
        return byBase.isEmpty();
    }

    SegmentFile oldest() {
        return byBase.firstEntry().getValue();
    }

    SegmentFile newest() {
        return byBase.lastEntry().getValue();
    }

    int count() {
        return byBase.size();
    }

    /** The segment in which {@code offset} would stand; null before the oldest. */
    @Nullable
    SegmentFile holding(long offset) {
        return value(byBase.floorEntry(offset));
    }

    @Nullable
    SegmentFile after(SegmentFile segment) {
        return value(byBase.higherEntry(segment.base()));
    }

    /** An offset not far before the first record of {@code ms} or later; a whole segment of earlier ones ends the search for it. */
    long since(long ms) throws IOException {
        long limit = Long.MAX_VALUE;
        long since = index(newest()).before(ms);
        for (SegmentFile segment : byBase.descendingMap().values()) {
            TimeIndex index = indexes.of(segment, limit);
            if (index.latest() < ms && segment.base() != newest().base()) {
                return since;
            }
            since = index.before(ms);
            limit = segment.base();
        }
        return since;
    }

    /** When the latest record was journaled; {@link Long#MAX_VALUE} without one. */
    long latestMs() throws IOException {
        long limit = Long.MAX_VALUE;
        for (SegmentFile segment : byBase.descendingMap().values()) {
            long latest = indexes.of(segment, limit).latest();
            if (latest != Long.MIN_VALUE) {
                return latest;
            }
            limit = segment.base();
        }
        return Long.MAX_VALUE;
    }

    /** When the first readable record at or after {@code offset} in its segment was journaled; {@link Long#MAX_VALUE} without one. */
    long timeAt(long offset, long end) throws IOException {
        SegmentFile segment = holding(offset);
        if (segment == null || offset >= end) {
            return Long.MAX_VALUE;
        }
        SegmentFile next = after(segment);
        long limit = next == null ? end : Math.min(end, next.base());
        try (RecordReader reader = new RecordReader(segment)) {
            Stored record = reader.at(reader.nextGood(offset, limit), limit);
            return record == null ? Long.MAX_VALUE : record.journaledMs();
        }
    }

    /** Where the first segment begins that begins at or after {@code offset}; that of the newest when none does. */
    long baseFrom(long offset) {
        Long base = byBase.ceilingKey(offset);
        return base == null ? byBase.lastKey() : base;
    }

    /** Where the segment begins that {@code offset} lies in, the oldest for one before all. */
    long baseOf(long offset) {
        Long base = byBase.floorKey(offset);
        return base == null ? byBase.firstKey() : base;
    }

    /**
     * Removes the oldest segment when all of it lies before {@code floor} and, unless {@code atAnyAge}, the next one began before {@code beforeMs}.
     *
     * @return whether one was removed
     */
    boolean removeOldest(long floor, long beforeMs, boolean atAnyAge) throws IOException {
        SegmentFile oldest = oldest();
        SegmentFile next = after(oldest);
        if (next == null || next.base() > floor || !(atAnyAge || next.firstMs() < beforeMs)) {
            return false;
        }
        byBase.remove(oldest.base());
        Files.deleteIfExists(oldest.path());
        indexes.remove(oldest);
        return true;
    }

    private static @Nullable SegmentFile value(Map.@Nullable Entry<Long, SegmentFile> entry) {
        return entry == null ? null : entry.getValue();
    }
}
