package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens, fills and reads journals for tests. */
final class Journals {
    static final JournalOptions SMALL = options(1 << 20, Duration.ZERO);

    private Journals() {}

    static JournalOptions options(long segmentBytes, Duration minimumAge) {
        return new JournalOptions(segmentBytes, Duration.ZERO, minimumAge, 0.10, 8 << 20);
    }

    static Journal open(Path directory) throws IOException {
        return open(directory, SMALL);
    }

    static Journal open(Path directory, JournalOptions options) throws IOException {
        return Journal.open(directory, options, Clock.systemUTC(), () -> 1);
    }

    static long append(Journal journal, String text) {
        return journal.append(RecordKind.BATCH, text.getBytes(StandardCharsets.UTF_8))
                .join();
    }

    static List<JournalEntry> entries(Journal journal, long from) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        try (JournalCursor cursor = journal.read(from)) {
            for (Optional<JournalEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    static List<String> texts(Journal journal, long from) throws IOException {
        return entries(journal, from).stream()
                .filter(Stored.class::isInstance)
                .map(entry -> text((Stored) entry))
                .toList();
    }

    static String text(Stored record) {
        return new String(record.payload(), StandardCharsets.UTF_8);
    }

    static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(SegmentFile::isOne).sorted().toList();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
