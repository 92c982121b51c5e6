package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of the segments: in memory while they are asked for, in a file beside a segment once that is closed. A file that is missing, torn or of
 * another segment is rebuilt from the segment when it is first wanted; nothing but speed depends on it.
 */
final class TimeIndexes {
    private final Map<Long, TimeIndex> byBase = new ConcurrentHashMap<>();

    /** The index of the segment that is being written. */
    TimeIndex open(SegmentFile segment) {
        return byBase.computeIfAbsent(segment.base(), TimeIndex::new);
    }

    /** The index of any segment; {@code limit} is where its records end at the latest. */
    TimeIndex of(SegmentFile segment, long limit) throws IOException {
        try {
            return byBase.computeIfAbsent(segment.base(), base -> load(segment, limit));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The segment has all its records: its index goes to the disk. Without room for it, it is rebuilt another day. */
    void close(SegmentFile segment) {
        TimeIndex index = byBase.get(segment.base());
        if (index != null) {
            write(pathOf(segment), index);
        }
    }

    void remove(SegmentFile segment) throws IOException {
        byBase.remove(segment.base());
        Files.deleteIfExists(pathOf(segment));
    }

    static Path pathOf(SegmentFile segment) {
        String name = segment.path().getFileName().toString();
        return segment.path().resolveSibling(name.substring(0, name.indexOf('.')) + ".index");
    }

    private static TimeIndex load(SegmentFile segment, long limit) {
        try {
            TimeIndex read = read(segment);
            if (read != null) {
                return read;
            }
            TimeIndex rebuilt = rebuild(segment, limit);
            write(pathOf(segment), rebuilt);
            return rebuilt;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TimeIndex rebuild(SegmentFile segment, long atMost) throws IOException {
        TimeIndex index = new TimeIndex(segment.base());
        long limit = Math.min(atMost, segment.base() + segment.contentBytes());
        try (RecordReader reader = new RecordReader(segment)) {
            long offset = reader.nextGood(segment.base(), limit);
            for (Stored record = reader.at(offset, limit); record != null; record = reader.at(offset, limit)) {
                index.add(record.offset(), record.journaledMs());
                offset = reader.nextGood(record.nextOffset(), limit);
            }
        }
        return index;
    }

    private static void write(Path file, TimeIndex index) {
        long[] content = index.content();
        ByteBuffer bytes = ByteBuffer.allocate(content.length * Long.BYTES + Integer.BYTES);
        for (long value : content) {
            bytes.putLong(value);
        }
        bytes.putInt(crc(bytes.array(), content.length * Long.BYTES));
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, bytes.array());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Only speed is lost.
            return;
        }
    }

    private static @Nullable TimeIndex read(SegmentFile segment) throws IOException {
        Path file = pathOf(segment);
        if (!Files.exists(file)) {
            return null;
        }
        byte[] content = Files.readAllBytes(file);
        int longs = (content.length - Integer.BYTES) / Long.BYTES;
        if (longs < 3 || longs % 2 == 0 || content.length != longs * Long.BYTES + Integer.BYTES) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(content);
        if (bytes.getInt(longs * Long.BYTES) != crc(content, longs * Long.BYTES)
                || bytes.getLong(0) != segment.base()) {
            return null;
        }
        long[] offsets = new long[longs / 2];
        long[] latestBefore = new long[longs / 2];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = bytes.getLong();
            latestBefore[i] = bytes.getLong();
        }
        return new TimeIndex(offsets, latestBefore, bytes.getLong());
    }

    private static int crc(byte[] content, int length) {
        CRC32C crc = new CRC32C();
        crc.update(content, 0, length);
        return (int) crc.getValue();
    }
}
