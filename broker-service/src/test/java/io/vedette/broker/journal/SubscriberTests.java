package io.vedette.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.broker.journal.JournalEntry.Lost;
import io.vedette.broker.journal.SubscriberLimit.WhenFull;
import io.vedette.testsupport.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits, retirement, and how long the disk lasts. */
class SubscriberTests {
    @TempDir
    Path directory;

    private final MutableClock clock = MutableClock.at(Clock.systemUTC().instant());

    @Test
    void refusesWhileASubscriberHasStoredLessThanItsLimitAsksFor() throws IOException {
        try (Journal journal = open(new SubscriberLimit(150, Duration.ZERO, WhenFull.REFUSE))) {
            journal.subscribe("store");
            Journals.append(journal, "x".repeat(200));
            await().until(() -> isRefused(journal));
            journal.checkpoint("store", journal.end());
            Journals.append(journal, "taken again");
        }
    }

    @Test
    void refusesWhileWhatASubscriberHasNotStoredIsTooOld() throws IOException {
        try (Journal journal = open(new SubscriberLimit(0, Duration.ofHours(1), WhenFull.REFUSE))) {
            journal.subscribe("store");
            Journals.append(journal, "an hour ago");
            clock.advance(Duration.ofMinutes(61));
            await().until(() -> isRefused(journal));
            journal.checkpoint("store", journal.end());
            Journals.append(journal, "taken again");
        }
    }

    @Test
    void shedsTheOldestSegmentsOfASubscriberAtItsLimitCountsThemAndSaysTheGap() throws IOException {
        try (Journal journal = open(new SubscriberLimit(100, Duration.ZERO, WhenFull.SHED_OLDEST))) {
            journal.subscribe("store");
            for (int i = 0; i < 20; i++) {
                Journals.append(journal, "record " + i);
            }
            await().until(() -> journal.end() - journal.begin() <= 150);
            assertThat(journal.figures().shedBytes()).isEqualTo(journal.begin());
            assertThat(Journals.entries(journal, 0).getFirst()).isEqualTo(new Lost(0, journal.begin()));
            assertThat(Journals.texts(journal, 0)).endsWith("record 19").hasSizeLessThan(6);
        }
    }

    @Test
    void shedsByAgeToo() throws IOException {
        try (Journal journal = open(new SubscriberLimit(0, Duration.ofHours(1), WhenFull.SHED_OLDEST))) {
            journal.subscribe("store");
            Journals.append(journal, "old");
            Journals.append(journal, "old too");
            clock.advance(Duration.ofMinutes(61));
            Journals.append(journal, "new");
            await().until(() -> Journals.texts(journal, 0).equals(java.util.List.of("new")));
        }
    }

    @Test
    void removesWhatOnlyARetiredSubscriberHeldWhileItIsOpen() throws IOException {
        try (Journal journal = Journals.open(directory, Journals.options(1, Duration.ofSeconds(-1)))) {
            journal.subscribe("gone");
            journal.subscribe("store");
            Journals.append(journal, "a");
            Journals.append(journal, "b");
            journal.checkpoint("store", journal.end());
            assertThat(journal.begin()).isZero();
            assertThat(Subscribers.retire(directory.resolve("subscribers"), "gone"))
                    .isTrue();
            assertThat(Subscribers.retire(directory.resolve("subscribers"), "nobody"))
                    .isFalse();
            await().until(() -> journal.begin() > 0);
            assertThat(journal.subscribers()).containsOnlyKeys("store");
        }
        try (Journal journal = Journals.open(directory)) {
            assertThat(journal.subscribers()).containsOnlyKeys("store");
        }
    }

    @Test
    void removesSegmentsOfAnyAgeWhileTheDiskIsLowThoughNobodyCheckpoints() throws IOException {
        double[] free = {1};
        try (Journal journal =
                Journal.open(directory, Journals.options(1, Duration.ofHours(24)), Clock.systemUTC(), () -> free[0])) {
            journal.subscribe("store");
            Journals.append(journal, "a");
            Journals.append(journal, "b");
            journal.checkpoint("store", journal.end());
            assertThat(journal.begin()).isZero();
            free[0] = 0.01;
            await().until(() -> journal.begin() > 0);
        }
    }

    @Test
    void saysHowLongTheDiskLastsAtTheRateAtWhichWhatIsNotStoredGrows() {
        RoomForecast forecast = new RoomForecast();
        long second = TimeUnit.SECONDS.toNanos(1);
        forecast.look(0, 0, 1000);
        assertThat(forecast.hours()).isEqualTo(RoomForecast.NEVER);
        forecast.look(360 * second, 100, 1000);
        assertThat(forecast.hours()).isEqualTo(1);
        forecast.look(720 * second, 100, 1000);
        assertThat(forecast.hours()).isEqualTo(RoomForecast.NEVER);
    }

    private Journal open(SubscriberLimit limit) throws IOException {
        return Journal.open(
                directory, Journals.options(1, Duration.ofSeconds(-1)).limiting("store", limit), clock, () -> 1);
    }

    private static boolean isRefused(Journal journal) {
        return journal.append(RecordKind.BATCH, new byte[0]).isCompletedExceptionally();
    }
}
