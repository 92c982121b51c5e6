package io.vedette.broker.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The segments of one journal by base offset. Added and removed by the writer's thread, looked up by any. Holds one segment at least. */
final class Segments {
    private final Path directory;
    private final UUID journal;
    private final ConcurrentSkipListMap<Long, SegmentFile> byBase = new ConcurrentSkipListMap<>();

    Segments(Path directory, UUID journal) {
        this.directory = directory;
        this.journal = journal;
    }

    SegmentFile begin(long base, long nowMs) throws IOException {
        SegmentFile segment = SegmentFile.create(directory, journal, base, nowMs);
        byBase.put(base, segment);
        return segment;
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

    /** The newest segment whose first record is not younger than {@code ms}; else the oldest. */
    SegmentFile begunBefore(long ms) {
        for (SegmentFile segment : byBase.descendingMap().values()) {
            if (segment.firstMs() <= ms) {
                return segment;
            }
        }
        return oldest();
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
        return true;
    }

    private static @Nullable SegmentFile value(Map.@Nullable Entry<Long, SegmentFile> entry) {
        return entry == null ? null : entry.getValue();
    }
}
