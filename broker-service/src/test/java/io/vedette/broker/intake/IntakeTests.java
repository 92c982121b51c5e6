package io.vedette.broker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.broker.filter.Filtersets;
import io.vedette.broker.filter.StreamGate;
import io.vedette.broker.home.HomeSettings;
import io.vedette.broker.journal.Durability;
import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalCursor;
import io.vedette.broker.journal.JournalEntry;
import io.vedette.broker.journal.JournalEntry.Stored;
import io.vedette.broker.journal.JournalOptions;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.Batches;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.Shards;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class IntakeTests {
    private static final IntakeSettings SETTINGS = new IntakeSettings(Duration.ofHours(1), 10_000, Duration.ofHours(4));
    private static final JournalSettings JOURNAL = new JournalSettings(
            DataSize.ofMegabytes(64),
            Duration.ZERO,
            Duration.ZERO,
            0,
            DataSize.ofMegabytes(64),
            DataSize.ofKilobytes(1),
            Durability.COMMITTED,
            Map.of());
    private static final Check CHECK = Check.newBuilder()
            .setUuid("0b9c2f0e-6f1f-4f0e-9c52-0c6f3d9a1b11")
            .setType("httptrap")
            .setAccountId(7)
            .setMetricLimit(-1)
            .setShards(3)
            .build();

    private final Path directory;
    private final Clock clock = Clock.systemUTC();
    private final LiveTail live = new LiveTail(clock);
    private final Tally tally = new Tally(new SimpleMeterRegistry());
    private Journal journal;
    private Intake intake;

    IntakeTests(@TempDir Path directory) throws IOException {
        this.directory = directory;
        journal = open();
        intake = intake();
    }

    @BeforeEach
    void isEmpty() {
        assertThat(journal.end()).isZero();
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Test
    void journalsATimestampedSampleOnceAlsoAcrossARestart() throws IOException {
        List<Sample> samples =
                List.of(timed("a", 1000, 1), timed("a", 2000, 1), timed("a", 1000, 2), timed("b", 1000, 1));
        assertThat(take(CHECK, samples)).isEqualTo(new Taken(4, 0, 0));
        assertThat(take(CHECK, samples)).isEqualTo(new Taken(0, 4, 0));
        journal.close();
        journal = open();
        intake = intake();
        assertThat(intake.remembered()).isEqualTo(4);
        assertThat(take(CHECK, samples)).isEqualTo(new Taken(0, 4, 0));
        assertThat(tally.count("httptrap", "repeat", "")).isEqualTo(8);
        assertThat(samplesInJournal()).hasSize(4);
    }

    @Test
    void knowsAPushByItsKeyAlsoAcrossARestart() throws IOException {
        long first = intake.firstReceived(CHECK, "key", 1_000);
        assertThat(first).isEqualTo(1_000);
        assertThat(intake.firstReceived(CHECK, "key", 2_000)).isEqualTo(first);
        assertThat(intake.firstReceived(CHECK, "another", 2_000)).isEqualTo(2_000);
        journal.close();
        journal = open();
        intake = intake();
        assertThat(intake.firstReceived(CHECK, "key", 3_000)).isEqualTo(first);
        assertThat(intake.firstReceived(
                        CHECK, "key", 1_000 + Duration.ofHours(2).toMillis()))
                .isGreaterThan(3_000);
    }

    @Test
    void neverAnswersARepeatBeforeItsFirstIsOnTheDisk() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            samples.add(timed("s" + i, 1000, i));
        }
        long now = clock.millis();
        CompletableFuture<Taken> first = intake.take(CHECK, samples, now);
        CompletableFuture<Taken> second = intake.take(CHECK, samples, now);
        CompletableFuture<Boolean> order = second.thenApply(taken -> first.isDone());
        assertThat(second.join()).isEqualTo(new Taken(0, 5000, 0));
        assertThat(order.join() || first.join().journaled() == 5000).isTrue();
        assertThat(journal.figures().appendedBatches()).isPositive();
    }

    @Test
    void forgetsWhatTheJournalRefused() throws IOException {
        List<Sample> samples = List.of(timed("a", 1000, 1));
        journal.close();
        assertThat(intake.take(CHECK, samples, clock.millis())).isCompletedExceptionally();
        assertThat(intake.remembered()).isZero();
        assertThat(tally.count("httptrap", "refused", "closed")).isEqualTo(1);
        journal = open();
        intake = intake();
        assertThat(take(CHECK, samples).journaled()).isEqualTo(1);
    }

    @Test
    void refusesWhatNoStreamCanHoldByReason() {
        long now = clock.millis();
        Check limited = CHECK.toBuilder().setMetricLimit(1).build();
        assertThat(take(
                        CHECK,
                        List.of(
                                Sample.real("", now, 1),
                                Sample.real("x".repeat(5000), now, 1),
                                Sample.real("x|ST[novalue]", now, 1),
                                Sample.real("x", now, Double.NaN),
                                timed("x", now + Duration.ofHours(5).toMillis(), 1))))
                .isEqualTo(new Taken(0, 0, 5));
        assertThat(take(limited, List.of(Sample.real("first", now, 1), Sample.real("second", now, 1))))
                .isEqualTo(new Taken(1, 0, 1));
        for (String reason : List.of("no_name", "name_too_long", "bad_tags", "not_finite", "ahead", "metric_limit")) {
            assertThat(tally.count("httptrap", "refused", reason)).as(reason).isEqualTo(1);
        }
        assertThat(tally.count("httptrap", "received", "")).isEqualTo(7);
    }

    @Test
    void showsWhatAStreamCanHoldAndLeavesTheRestOut() {
        try (LiveTail.Tap tap = live.open(() -> assertThat(live.isWatched()).isTrue())) {
            long now = clock.millis();
            Check unsharded = CHECK.toBuilder().setShards(1).build();
            intake.show(unsharded, List.of(Sample.real("x".repeat(5000), now, 1), Sample.real("ok", now, 1)), now);
            BatchReader batch = new BatchReader(tap.poll().orElseThrow().bytes());
            assertThat(batch.nextStream()).isTrue();
            assertThat(batch.name()).isEqualTo("ok");
            assertThat(batch.nextStream()).isFalse();
        }
        assertThat(journal.end()).isZero();
    }

    @RepeatedTest(10)
    void dealsAnySamplesIntoBatchesOfTheirShardNoneTooLarge() throws IOException {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        System.out.println("intake property seed " + seed + " (run again with -Dvedette.seed)");
        Random random = new Random(seed);
        List<Sample> samples = new ArrayList<>();
        int count = random.nextInt(1500);
        long now = clock.millis();
        for (int i = 0; i < count; i++) {
            String name = "n" + random.nextInt(50) + "é".repeat(random.nextInt(500));
            samples.add(
                    random.nextBoolean()
                            ? Sample.text(name, now, "ü".repeat(random.nextInt(5000)))
                            : Sample.whole(name, MetricType.INT64, now, random.nextLong()));
        }
        assertThat(take(CHECK, samples).journaled()).isEqualTo(count);
        assertThat(samplesInJournal()).hasSize(count);
    }

    private Taken take(Check check, List<Sample> samples) {
        return intake.take(check, samples, clock.millis()).join();
    }

    private static Sample timed(String name, long timeMs, long value) {
        return Sample.whole(name, MetricType.INT64, timeMs, value).timedAt(timeMs);
    }

    private Journal open() throws IOException {
        JournalOptions options = new JournalOptions(64 << 20, Duration.ZERO, Duration.ZERO, 0, 64 << 20);
        return Journal.open(directory, options, clock);
    }

    private Intake intake() {
        HeldBack held = new HeldBack(journal, tally, JOURNAL);
        return new Intake(journal, held, live, tally, clock, gate(), SETTINGS);
    }

    private List<String> samplesInJournal() throws IOException {
        List<String> names = new ArrayList<>();
        try (JournalCursor cursor = journal.read(0)) {
            for (Optional<JournalEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                byte[] bytes = ((Stored) entry.get()).payload();
                assertThat(bytes.length).isLessThanOrEqualTo(Batches.MAX_BYTES);
                BatchReader batch = new BatchReader(bytes);
                while (batch.nextStream()) {
                    assertThat(Shards.of(batch.name(), CHECK.getShards())).isEqualTo(batch.shard());
                    while (batch.nextSample()) {
                        names.add(batch.name());
                    }
                }
            }
        }
        return names;
    }

    private StreamGate gate() {
        HomeSettings home = new HomeSettings(directory.resolve("home"));
        try {
            return new StreamGate(new Filtersets(home), home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
