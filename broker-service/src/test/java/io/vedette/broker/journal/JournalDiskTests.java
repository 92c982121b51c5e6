package io.vedette.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.broker.journal.JournalRefusedException.Reason;
import io.vedette.testsupport.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails at any byte, takes nothing, or is asked at odd times. */
class JournalDiskTests {
    private static final int RECORD = RecordFormat.HEADER_BYTES + "torn".length();

    @TempDir
    Path directory;

    private final CuttingDisk disk = new CuttingDisk();

    @Test
    void keepsWhatItAnsweredWhenTheDiskCutsARecordAtAnyByteAndThenGoesOn() throws IOException {
        for (int cut = 0; cut <= RECORD; cut++) {
            Path folder = directory.resolve("on-" + cut);
            try (Journal journal = open(folder)) {
                Journals.append(journal, "before");
                disk.cutAfter(cut);
                assertThat(reasonOf(append(journal, "torn"))).isEqualTo(Reason.DISK_FAILED);
                assertThat(Journals.texts(journal, 0)).containsExactly("before");
                disk.mend();
                Journals.append(journal, "after");
                assertThat(Journals.texts(journal, 0)).containsExactly("before", "after");
            }
            try (Journal journal = open(folder)) {
                assertThat(Journals.texts(journal, 0)).containsExactly("before", "after");
            }
        }
    }

    @Test
    void opensWhenTheProcessDiesWithTheDiskCutAtAnyByte() throws IOException {
        for (int cut = 0; cut <= RECORD; cut++) {
            Path folder = directory.resolve("dead-" + cut);
            try (Journal journal = open(folder)) {
                Journals.append(journal, "before");
                disk.cutAfter(cut);
                assertThat(append(journal, "torn")).isCompletedExceptionally();
            }
            disk.mend();
            try (Journal journal = open(folder)) {
                // A record that is whole on the disk stays, answered or not.
                assertThat(Journals.texts(journal, 0))
                        .isEqualTo(cut < RECORD ? List.of("before") : List.of("before", "torn"));
                assertThat(journal.report().cutBytes()).isEqualTo(cut < RECORD ? cut : 0);
            }
        }
    }

    @Test
    void refusesOnADiskThatTurnedReadOnlyAndReadsOn() throws IOException {
        try (Journal journal = open(directory)) {
            Journals.append(journal, "before");
            disk.setReadOnly(true);
            disk.cutAfter(0);
            assertThat(reasonOf(append(journal, "x"))).isEqualTo(Reason.DISK_FAILED);
            assertThat(reasonOf(append(journal, "y"))).isEqualTo(Reason.DISK_FAILED);
            assertThat(Journals.texts(journal, 0)).containsExactly("before");
            disk.mend();
            Journals.append(journal, "after");
            assertThat(Journals.texts(journal, 0)).containsExactly("before", "after");
        }
    }

    @Test
    void saysSoWhenTheDiskIsReadOnlyFromTheStart() {
        disk.setReadOnly(true);
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Read-only file system");
    }

    @Test
    void leavesNothingOutThatIsYoungEnoughAlsoWhenTheClockWentBack() throws IOException {
        MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
        Instant noon = clock.instant();
        try (Journal journal = Journal.open(directory, Journals.options(100, Duration.ZERO), clock, () -> 1)) {
            Journals.append(journal, "noon");
            clock.advance(Duration.ofMinutes(10));
            Journals.append(journal, "ten past");
            clock.advance(Duration.ofMinutes(-30));
            Journals.append(journal, "half past eleven");
            clock.advance(Duration.ofMinutes(25));
            Journals.append(journal, "five past");
            assertThat(Journals.texts(journal, 0)).containsExactly("noon", "ten past", "half past eleven", "five past");
            assertThat(texts(journal, noon.plus(Duration.ofMinutes(4)))).contains("ten past", "five past");
            assertThat(texts(journal, noon.plus(Duration.ofHours(1)))).hasSizeLessThan(4);
        }
    }

    @Test
    void findsATimeInALargeSegmentWithoutReadingItAllAndRebuildsALostIndex() throws IOException {
        MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
        Instant third = clock.instant();
        JournalOptions options = Journals.options(4 << 20, Duration.ZERO);
        long wanted = 0;
        try (Journal journal = Journal.open(directory, options, clock, () -> 1)) {
            for (int i = 0; i < 40; i++) {
                clock.advance(Duration.ofSeconds(1));
                long at = journal.append(RecordKind.BATCH, new byte[250_000]).join();
                if (i == 9) {
                    third = clock.instant();
                    wanted = at;
                }
            }
            assertThat(wanted - journal.readSince(third).position()).isBetween(0L, 2L << 20);
        }
        List<Path> indexes = indexes();
        assertThat(indexes).isNotEmpty();
        Files.delete(indexes.getFirst());
        Files.write(indexes.getLast(), new byte[] {1, 2, 3});
        try (Journal journal = Journal.open(directory, options, clock, () -> 1)) {
            assertThat(wanted - journal.readSince(third).position()).isBetween(0L, 2L << 20);
            assertThat(indexes()).hasSameSizeAs(indexes);
        }
    }

    @Test
    void answersAfterTheWriteWhenThatIsEnoughAndSyncsWithinSeconds() throws IOException {
        try (Journal journal =
                Journal.open(directory, Journals.SMALL.with(Durability.WRITTEN), Clock.systemUTC(), disk)) {
            Journals.append(journal, "written");
            assertThat(Journals.texts(journal, 0)).containsExactly("written");
        }
        try (Journal journal = open(directory)) {
            assertThat(Journals.texts(journal, 0)).containsExactly("written");
        }
    }

    private Journal open(Path folder) throws IOException {
        return Journal.open(folder, Journals.SMALL, Clock.systemUTC(), disk);
    }

    private static CompletableFuture<Long> append(Journal journal, String text) {
        CompletableFuture<Long> append =
                journal.append(RecordKind.BATCH, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        // Ended, one way or the other.
        CompletableFuture<Boolean> ended = append.handle((offset, failure) -> true);
        assertThat(ended.join()).isTrue();
        return append;
    }

    private List<Path> indexes() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".index"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> texts(Journal journal, Instant since) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JournalCursor cursor = journal.readSince(since)) {
            texts.addAll(Journals.texts(journal, cursor.position()));
        }
        return texts;
    }

    private static Reason reasonOf(CompletableFuture<Long> append) {
        try {
            append.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalRefusedException refused) {
                return refused.reason();
            }
            throw e;
        }
        throw new AssertionError("not refused");
    }
}
