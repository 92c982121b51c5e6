package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Stored;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a crash at any byte left: finds the journal's id, joins the segments, walks the newest one, cuts its torn tail. What it lost or cut is in
 * the {@link OpeningReport}.
 */
final class JournalOpener {
    static final String ID_FILE = "journal.id";

    private final JournalDisk disk;
    private final Path directory;
    private final long nowMs;
    private long records;
    private long lost;

    JournalOpener(JournalDisk disk, Path directory, long nowMs) {
        this.disk = disk;
        this.directory = directory;
        this.nowMs = nowMs;
    }

    /** What the writer goes on from. */
    record Opened(UUID id, Segments segments, long end, OpeningReport report) {}

    /**
     * @param storedUpTo highest checkpoint of a subscriber; when the disk holds less, the journal goes on from there, so that no offset is used twice
     */
    Opened open(long storedUpTo) throws IOException {
        List<Path> files = segmentFiles();
        UUID id = identity(files);
        Segments segments = new Segments(disk, directory, id);
        for (Path file : files) {
            segments.add(openSegment(file, id));
        }
        if (segments.isEmpty()) {
            segments.begin(0, nowMs);
        }
        SegmentFile newest = segments.newest();
        long written = newest.base() + newest.contentBytes();
        long end = walk(newest, written, segments.index(newest));
        long cut = written - end;
        if (cut > 0) {
            truncate(newest, end);
        }
        long skipped = Math.max(0, storedUpTo - end);
        if (skipped > 0) {
            segments.begin(storedUpTo, nowMs);
            end = storedUpTo;
        }
        return new Opened(id, segments, end, new OpeningReport(records, cut, lost, skipped));
    }

    private List<Path> segmentFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(SegmentFile::isOne).sorted().toList();
        }
    }

    private UUID identity(List<Path> files) throws IOException {
        Path file = directory.resolve(ID_FILE);
        if (Files.exists(file)) {
            return UUID.fromString(Files.readString(file).strip());
        }
        UUID id = firstNamed(files);
        if (id == null) {
            id = UUID.randomUUID();
        }
        Path fresh = directory.resolve(ID_FILE + ".new");
        try (FileChannel channel = disk.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            SegmentFile.writeFully(channel, StandardCharsets.US_ASCII.encode(id + "\n"), 0);
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        SegmentFile.syncDirectory(directory);
        return id;
    }

    private static @Nullable UUID firstNamed(List<Path> files) throws IOException {
        for (Path file : files) {
            UUID id = SegmentFile.journalOf(file);
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private SegmentFile openSegment(Path file, UUID id) throws IOException {
        UUID owner = SegmentFile.journalOf(file);
        if (owner != null && !owner.equals(id)) {
            throw new IOException(file + " belongs to journal " + owner + ", not to " + id);
        }
        long base = SegmentFile.baseOf(file);
        SegmentFile segment = new SegmentFile(file, base, nowMs);
        if (owner == null) {
            segment.mendHeader(id);
        }
        try (RecordReader reader = new RecordReader(segment)) {
            long limit = base + segment.contentBytes();
            Stored first = reader.at(reader.nextGood(base, limit), limit);
            return first == null ? segment : new SegmentFile(file, base, first.journaledMs());
        }
    }

    /** Steps over every record of the newest segment; returns where the last good one ends. */
    private long walk(SegmentFile newest, long limit, TimeIndex index) throws IOException {
        try (RecordReader reader = new RecordReader(newest)) {
            long end = newest.base();
            while (true) {
                Stored record = reader.at(end, limit);
                if (record != null) {
                    records++;
                    index.add(end, record.journaledMs());
                    end = record.nextOffset();
                    continue;
                }
                long good = reader.nextGood(end + 1, limit);
                if (good == limit) {
                    return end;
                }
                lost += good - end;
                end = good;
            }
        }
    }

    private void truncate(SegmentFile segment, long end) throws IOException {
        try (FileChannel file = disk.open(segment.path(), StandardOpenOption.WRITE)) {
            file.truncate(SegmentFile.HEADER_BYTES + end - segment.base());
            file.force(true);
        }
    }
}
