package io.vedette.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.broker.journal.JournalEntry.Lost;
import io.vedette.broker.journal.JournalRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTests {
    @TempDir
    Path directory;

    @Test
    void givesBackWhatWasAppendedAndGoesOnAfterReopening() throws IOException {
        UUID id;
        long end;
        try (Journal journal = Journals.open(directory)) {
            id = journal.id();
            assertThat(Journals.append(journal, "one")).isZero();
            Journals.append(journal, "two");
            end = journal.end();
        }
        try (Journal journal = Journals.open(directory)) {
            assertThat(journal.id()).isEqualTo(id);
            assertThat(journal.end()).isEqualTo(end);
            assertThat(journal.report().isClean()).isTrue();
            assertThat(Journals.append(journal, "three")).isEqualTo(end);
            assertThat(Journals.texts(journal, 0)).containsExactly("one", "two", "three");
            assertThat(Journals.texts(journal, end)).containsExactly("three");
        }
    }

    @Test
    void commitsAppendsThatArriveTogetherAsOneGroup() throws IOException {
        JournalOptions slow = new JournalOptions(1 << 20, Duration.ofMillis(200), Duration.ZERO, 0.1, 8 << 20);
        AtomicInteger wakes = new AtomicInteger();
        try (Journal journal = Journals.open(directory, slow)) {
            journal.onCommit(wakes::incrementAndGet);
            List<CompletableFuture<Long>> appends = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                appends.add(journal.append(RecordKind.BATCH, new byte[10]));
            }
            appends.forEach(CompletableFuture::join);
            assertThat(journal.figures().appendedBatches()).isEqualTo(1000);
            assertThat(journal.figures().commits()).isLessThanOrEqualTo(3);
            assertThat(wakes).hasValue((int) journal.figures().commits());
        }
    }

    @Test
    void keepsSegmentUntilEverySubscriberHasPassedIt() throws IOException {
        try (Journal journal = Journals.open(directory, Journals.options(1, Duration.ZERO.minusSeconds(1)))) {
            journal.subscribe("store");
            journal.subscribe("spare");
            for (String text : List.of("a", "b", "c", "d")) {
                Journals.append(journal, text);
            }
            long second = Journals.entries(journal, 0).get(1).offset();
            journal.checkpoint("store", journal.end());
            assertThat(journal.begin()).isZero();
            journal.checkpoint("spare", second);
            assertThat(journal.begin()).isEqualTo(second);
            assertThat(Journals.entries(journal, 0).getFirst()).isEqualTo(new Lost(0, second));
            assertThat(Journals.texts(journal, 0)).containsExactly("b", "c", "d");
        }
        try (Journal journal = Journals.open(directory)) {
            assertThat(journal.subscribers()).containsOnlyKeys("store", "spare");
            assertThat(journal.subscribers().get("store")).isEqualTo(journal.end());
        }
    }

    @Test
    void keepsYoungSegmentsThoughEverySubscriberHasPassedThem() throws IOException {
        try (Journal journal = Journals.open(directory, Journals.options(1, Duration.ofHours(1)))) {
            journal.subscribe("store");
            Journals.append(journal, "a");
            Journals.append(journal, "b");
            journal.checkpoint("store", journal.end());
            assertThat(journal.begin()).isZero();
        }
    }

    @Test
    void checkpointsNeitherFallNorPassTheEnd() throws IOException {
        try (Journal journal = Journals.open(directory)) {
            Journals.append(journal, "a");
            long end = journal.end();
            journal.checkpoint("store", end);
            journal.checkpoint("store", 0);
            assertThat(journal.subscribers()).containsEntry("store", end);
            assertThatThrownBy(() -> journal.checkpoint("store", end + 1))
                    .hasMessageContaining("past the journal's end");
            assertThatThrownBy(() -> journal.subscribe("../x")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsATornCheckpointAsTheBeginning() throws IOException {
        try (Journal journal = Journals.open(directory)) {
            Journals.append(journal, "a");
            journal.checkpoint("store", journal.end());
        }
        Files.write(directory.resolve("subscribers/store.checkpoint"), new byte[] {0, 0, 1});
        try (Journal journal = Journals.open(directory)) {
            assertThat(journal.subscribers()).containsEntry("store", 0L);
        }
    }

    @Test
    void neverUsesAnOffsetTwiceWhenTheDiskHoldsLessThanASubscriberStored() throws IOException {
        long stored;
        try (Journal journal = Journals.open(directory)) {
            Journals.append(journal, "kept");
            Path early = Journals.segments(directory).getFirst();
            Files.copy(early, directory.resolve("early"));
            Journals.append(journal, "stored, then gone");
            stored = journal.end();
            journal.checkpoint("store", stored);
        }
        Files.move(
                directory.resolve("early"),
                Journals.segments(directory).getFirst(),
                StandardCopyOption.REPLACE_EXISTING);
        try (Journal journal = Journals.open(directory)) {
            assertThat(journal.report().skippedBytes()).isPositive();
            assertThat(Journals.append(journal, "new")).isEqualTo(stored);
            assertThat(Journals.texts(journal, 0)).containsExactly("kept", "new");
            assertThat(Journals.texts(journal, stored)).containsExactly("new");
        }
    }

    @Test
    void refusesAppendsBelowTheFreeSpaceAndTakesThemAgainAbove() throws IOException {
        double[] free = {0.09};
        try (Journal journal = Journal.open(directory, Journals.SMALL, Clock.systemUTC(), () -> free[0])) {
            assertThat(reasonOf(journal.append(RecordKind.BATCH, new byte[1]))).isEqualTo(Reason.DISK_SPACE);
            free[0] = 0.11;
            await().until(() -> !journal.append(RecordKind.BATCH, new byte[1]).isCompletedExceptionally());
        }
    }

    @Test
    void refusesWhatTheDiskCannotTakeAndGoesOnWhenItCan() throws IOException {
        Path inner = directory.resolve("journal");
        Path away = directory.resolve("away");
        try (Journal journal = Journals.open(inner, Journals.options(1, Duration.ZERO))) {
            Journals.append(journal, "before");
            Files.move(inner, away);
            assertThat(reasonOf(journal.append(RecordKind.BATCH, new byte[1]))).isEqualTo(Reason.DISK_FAILED);
            Files.move(away, inner);
            Journals.append(journal, "after");
            assertThat(Journals.texts(journal, 0)).containsExactly("before", "after");
        }
        try (Journal journal = Journals.open(inner)) {
            assertThat(Journals.texts(journal, 0)).containsExactly("before", "after");
        }
    }

    @Test
    void refusesMoreThanMayWaitAndWhatComesAfterClosing() throws IOException {
        JournalOptions tight = new JournalOptions(1 << 20, Duration.ofSeconds(1), Duration.ZERO, 0.1, 100);
        Journal journal = Journals.open(directory, tight);
        Journals.append(journal, "first waits for none");
        CompletableFuture<Long> waits = journal.append(RecordKind.BATCH, new byte[100]);
        assertThat(reasonOf(journal.append(RecordKind.BATCH, new byte[1]))).isEqualTo(Reason.OVERLOADED);
        journal.close();
        assertThat(waits.join()).isPositive();
        assertThat(reasonOf(journal.append(RecordKind.BATCH, new byte[1]))).isEqualTo(Reason.CLOSED);
    }

    @Test
    void opensOnceOnlyAndRefusesAnotherJournalsSegment() throws IOException {
        Path other = directory.resolve("other");
        try (Journal journal = Journals.open(directory)) {
            assertThatThrownBy(() -> Journals.open(directory)).hasMessageContaining("open already");
            assertThat(journal.end()).isZero();
        }
        Journals.open(other).close();
        Files.copy(Journals.segments(other).getFirst(), directory.resolve("00000000000000ff.segment"));
        assertThatThrownBy(() -> Journals.open(directory)).hasMessageContaining("belongs to journal");
    }

    @Test
    void reportsAMissingSegmentAsLostAndReadsOn() throws IOException {
        try (Journal journal = Journals.open(directory, Journals.options(1, Duration.ZERO))) {
            for (String text : List.of("a", "b", "c")) {
                Journals.append(journal, text);
            }
        }
        Files.delete(Journals.segments(directory).get(1));
        try (Journal journal = Journals.open(directory)) {
            assertThat(Journals.texts(journal, 0)).containsExactly("a", "c");
            assertThat(Journals.entries(journal, 0).get(1)).isInstanceOf(Lost.class);
        }
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
