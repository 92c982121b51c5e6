package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Stored;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.MalformedBatchException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was journaled since the last mark, by position: samples count when their group is on the disk, a mark tells those before it alone. At start the
 * records behind the last mark are counted again, so that a crash changes no figure. Belongs to the writer's thread.
 */
final class MarkCounts {
    /** A journal that was written without marks is not read from its beginning. */
    private static final int MOST_SEGMENTS = 64;

    private TreeMap<Long, Journaled> unmarked = new TreeMap<>();
    private TreeMap<Long, Journaled> afterGroup = new TreeMap<>();

    /** Counts what stands behind the last mark; returns the samples. */
    long recover(Segments segments, long end) throws IOException {
        long limit = end;
        SegmentFile segment = segments.holding(end);
        for (int i = 0; segment != null && i < MOST_SEGMENTS; i++) {
            if (countFrom(segment, limit)) {
                break;
            }
            limit = segment.base();
            segment = segments.holding(limit - 1);
        }
        return unmarked.values().stream().mapToLong(Journaled::samples).sum();
    }

    /** The group with its marks filled in. */
    List<AppendQueue.Waiting> fill(List<AppendQueue.Waiting> group, long nowMs) {
        afterGroup = new TreeMap<>(unmarked);
        List<AppendQueue.Waiting> filled = new ArrayList<>(group.size());
        for (AppendQueue.Waiting append : group) {
            MarkContent mark = append.mark();
            if (mark == null) {
                count(afterGroup, append.kind(), nowMs, append.samples());
                filled.add(append);
            } else {
                filled.add(append.withPayload(mark.payload(List.copyOf(afterGroup.values()))));
                afterGroup.clear();
            }
        }
        return filled;
    }

    /** The group is in the journal. */
    void committed() {
        unmarked = afterGroup;
    }

    /** Samples in a batch; of what is none, those before it stops being one. */
    static int samplesIn(byte[] batch) {
        int samples = 0;
        try {
            BatchReader reader = new BatchReader(batch);
            while (reader.nextStream()) {
                while (reader.nextSample()) {
                    samples++;
                }
            }
        } catch (MalformedBatchException e) {
            return samples;
        }
        return samples;
    }

    /** Whether the segment has a mark. */
    private boolean countFrom(SegmentFile segment, long limit) throws IOException {
        TreeMap<Long, Journaled> behind = new TreeMap<>();
        boolean marked = false;
        try (RecordReader reader = new RecordReader(segment)) {
            long offset = reader.nextGood(segment.base(), limit);
            for (Stored record = reader.at(offset, limit); record != null; record = reader.at(offset, limit)) {
                if (record.kind() == RecordKind.MARK) {
                    behind.clear();
                    marked = true;
                } else if (record.kind().isBatch()) {
                    count(behind, record.kind(), record.journaledMs(), samplesIn(record.payload()));
                }
                offset = reader.nextGood(record.nextOffset(), limit);
            }
        }
        merge(behind.values());
        return marked;
    }

    private void merge(Collection<Journaled> others) {
        others.forEach(other -> unmarked.merge(other.minute(), other, Journaled::plus));
    }

    private static void count(Map<Long, Journaled> counts, RecordKind kind, long atMs, int samples) {
        if (kind.isBatch()) {
            long minute = Math.floorDiv(atMs, Journaled.MINUTE_MS);
            counts.merge(minute, new Journaled(minute, samples, 1), Journaled::plus);
        }
    }
}
