package io.vedette.broker.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes groups behind one another. After a failed write or fsync nobody knows what of the group is on the disk: the segment is left, and the next group
 * begins a new one at the last committed offset, so that readers never reach the doubtful bytes. Belongs to the writer's thread.
 */
final class SegmentWriter {
    private static final int BUFFER_BYTES = 1 << 20;

    private final JournalDisk disk;
    private final Segments segments;
    private final long segmentBytes;
    private final Durability durability;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private @Nullable FileChannel file;
    private SegmentFile segment;
    private long writeAt;
    /** Whether the segment may hold bytes past the last committed offset. */
    private boolean doubtful;
    /** Whether anything is written and not synced. */
    private boolean unsynced;

    SegmentWriter(JournalDisk disk, Segments segments, long segmentBytes, Durability durability) {
        this.disk = disk;
        this.segments = segments;
        this.segmentBytes = segmentBytes;
        this.durability = durability;
        segment = segments.newest();
    }

    /**
     * Writes the group and, unless written is enough, syncs it.
     *
     * @return where the next group begins
     */
    long write(List<AppendQueue.Waiting> group, long from, long nowMs) throws IOException {
        boolean whole = false;
        try {
            FileChannel out = fileFor(from, nowMs);
            long offset = from;
            for (AppendQueue.Waiting append : group) {
                int size = RecordFormat.sizeOf(append.payload());
                if (buffer.remaining() < size) {
                    flush(out);
                }
                RecordFormat.write(buffer, offset, nowMs, append.kind(), append.payload());
                offset += size;
            }
            flush(out);
            if (durability == Durability.COMMITTED) {
                out.force(false);
            } else {
                unsynced = true;
            }
            note(group, from, nowMs);
            whole = true;
            return offset;
        } finally {
            if (!whole) {
                leaveSegment();
            }
        }
    }

    /** Syncs what was only written. */
    void sync() throws IOException {
        FileChannel open = file;
        if (!unsynced || open == null) {
            return;
        }
        unsynced = false;
        boolean done = false;
        try {
            open.force(false);
            done = true;
        } finally {
            if (!done) {
                leaveSegment();
            }
        }
    }

    void close() throws IOException {
        if (file != null) {
            sync();
            file.close();
        }
    }

    private void note(List<AppendQueue.Waiting> group, long from, long nowMs) {
        TimeIndex index = segments.index(segment);
        long offset = from;
        for (AppendQueue.Waiting append : group) {
            index.add(offset, nowMs);
            offset += RecordFormat.sizeOf(append.payload());
        }
    }

    private FileChannel fileFor(long from, long nowMs) throws IOException {
        boolean fits = !doubtful && from - segment.base() < segmentBytes;
        if (fits) {
            return file == null ? open(from) : file;
        }
        if (file != null) {
            sync();
            file.close();
            file = null;
        }
        doubtful = true;
        segments.close(segment);
        segment = segments.begin(from, nowMs);
        return open(from);
    }

    private FileChannel open(long from) throws IOException {
        FileChannel out = disk.open(segment.path(), StandardOpenOption.WRITE);
        file = out;
        doubtful = false;
        writeAt = SegmentFile.HEADER_BYTES + from - segment.base();
        buffer.clear();
        return out;
    }

    private void flush(FileChannel out) throws IOException {
        buffer.flip();
        int bytes = buffer.remaining();
        SegmentFile.writeFully(out, buffer, writeAt);
        writeAt += bytes;
        buffer.clear();
    }

    private void leaveSegment() {
        doubtful = true;
        FileChannel left = file;
        file = null;
        if (left == null) {
            return;
        }
        try {
            left.close();
        } catch (IOException e) {
            // The failure that led here is the one that is told.
            doubtful = true;
        }
    }
}
