package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A journal's folder as it stands, for whoever looks at it from outside: nothing is locked, mended or cut, so that a broker may have it open. What it
 * writes at that moment shows as a tail that is not whole yet.
 */
final class JournalFolder {
    private final Path directory;

    JournalFolder(Path directory) throws IOException {
        this.directory = directory;
        if (!Files.exists(directory.resolve(JournalOpener.ID_FILE))) {
            throw new NoSuchFileException(directory + " holds no journal");
        }
    }

    /**
     * What one segment holds.
     *
     * @param records whole ones
     * @param lostBytes between whole records
     * @param tailBytes behind the last whole record: torn, or being written
     * @param end where the last whole record ends
     * @param fromMs time of the first record
     * @param toMs time of the last
     */
    record Segment(
            Path file, long base, long records, long lostBytes, long tailBytes, long end, long fromMs, long toMs) {}

    String id() throws IOException {
        return Files.readString(directory.resolve(JournalOpener.ID_FILE)).strip();
    }

    /** Oldest first. */
    List<SegmentFile> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(SegmentFile::isOne)
                    .sorted()
                    .map(file -> new SegmentFile(file, SegmentFile.baseOf(file), 0))
                    .toList();
        }
    }

    Path subscriberFolder() {
        return directory.resolve("subscribers");
    }

    Map<String, Long> subscribers() throws IOException {
        return Subscribers.read(subscriberFolder());
    }

    /** Reads every record of the segment; records behind {@code limit} belong to the segment that follows. */
    static Segment walk(SegmentFile file, long limit, Consumer<Stored> each) throws IOException {
        long written = Math.min(limit, file.base() + file.contentBytes());
        long records = 0;
        long lost = 0;
        long end = file.base();
        long fromMs = 0;
        long toMs = 0;
        try (RecordReader reader = new RecordReader(file)) {
            for (long at = reader.nextGood(end, written); at < written; at = reader.nextGood(end, written)) {
                Stored record = reader.at(at, written);
                if (record == null) {
                    break;
                }
                lost += at - end;
                end = record.nextOffset();
                fromMs = records++ == 0 ? record.journaledMs() : fromMs;
                toMs = record.journaledMs();
                each.accept(record);
            }
        }
        return new Segment(file.path(), file.base(), records, lost, written - end, end, fromMs, toMs);
    }

    /** Every segment, read to its end; one that a running broker removes meanwhile is left out. */
    List<Segment> walk(Consumer<Stored> each) throws IOException {
        List<SegmentFile> files = segments();
        List<Segment> walked = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            long limit = i + 1 < files.size() ? files.get(i + 1).base() : Long.MAX_VALUE;
            try {
                walked.add(walk(files.get(i), limit, each));
            } catch (NoSuchFileException removed) {
                // What was removed is not there to be told.
            }
        }
        return walked;
    }
}
