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
import io.vedette.broker.journal.RecordKind;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.ledger.LedgerMark;
import io.vedette.contracts.proto.ledger.LedgerMinute;
import io.vedette.testsupport.MutableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class LedgerMarksTests {
    private static final Check CHECK = Check.newBuilder()
            .setUuid("0b9c2f0e-6f1f-4f0e-9c52-0c6f3d9a1b11")
            .setType("httptrap")
            .setMetricLimit(-1)
            .setShards(1)
            .build();
    private static final JournalSettings SETTINGS = new JournalSettings(
            DataSize.ofKilobytes(1),
            Duration.ZERO,
            Duration.ofHours(1),
            0,
            DataSize.ofMegabytes(8),
            DataSize.ofBytes(400),
            Durability.COMMITTED,
            Map.of());

    private final Path directory;
    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:30Z");
    private final LiveTail live = new LiveTail(clock);
    private Tally tally = new Tally(new SimpleMeterRegistry());
    private Journal journal;
    private HeldBack held;
    private Intake intake;
    private LedgerMarks marks;

    LedgerMarksTests(@TempDir Path directory) throws IOException {
        this.directory = directory;
        journal = Journal.open(directory.resolve("first"), SETTINGS.options(), clock);
        held = new HeldBack(journal, tally, SETTINGS);
        intake = intake();
        marks = new LedgerMarks(journal, tally, live, clock);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Test
    void tellsWhatBecameOfEverySampleBetweenTwoMarksByPosition() throws IOException {
        take(5);
        take(5);
        intake.take(CHECK, List.of(Sample.real("", 0, 1)), clock.millis()).join();
        marks.mark();
        clock.advance(Duration.ofSeconds(40));
        take(7);
        marks.mark();
        LedgerMark first = told().getFirst();
        assertThat(first.getReceived()).isEqualTo(11);
        assertThat(first.getRefusedList()).singleElement().satisfies(refused -> {
            assertThat(refused.getReason()).isEqualTo("no_name");
            assertThat(refused.getSamples()).isEqualTo(1);
        });
        assertThat(first.getMinutesList()).singleElement().satisfies(minute -> {
            assertThat(minute.getSamples()).isEqualTo(10);
            assertThat(minute.getBatches()).isEqualTo(2);
        });
        LedgerMark second = told().getLast();
        assertThat(second.getReceived()).isEqualTo(7);
        assertThat(second.getWaiting()).isZero();
        assertThat(second.getMinutes(0).getMinute())
                .isEqualTo(first.getMinutes(0).getMinute() + 1);
    }

    @Test
    void tellsAfterAKillWhatStoodBehindTheLastMarkAlsoOverManySegments() throws IOException {
        take(5);
        marks.mark();
        for (int i = 0; i < 60; i++) {
            take(3);
        }
        Path killed = directory.resolve("killed");
        copy(directory.resolve("first"), killed);
        journal.close();
        journal = Journal.open(killed, SETTINGS.options(), clock);
        tally = new Tally(new SimpleMeterRegistry());
        held = new HeldBack(journal, tally, SETTINGS);
        intake = intake();
        marks = new LedgerMarks(journal, tally, live, clock);
        take(2);
        marks.mark();
        LedgerMark last = told().getLast();
        assertThat(samples(last)).isEqualTo(182);
        assertThat(last.getRecovered()).isEqualTo(180);
        assertThat(last.getReceived()).isEqualTo(182);
        assertThat(last.getWaiting()).isZero();
        take(1);
        marks.mark();
        assertThat(samples(told().getLast())).isEqualTo(1);
        assertThat(told().getLast().getRecovered()).isZero();
    }

    @Test
    void aMarkThatWasRefusedIsToldByTheNext() throws IOException {
        take(5);
        journal.close();
        marks.mark();
        journal = Journal.open(directory.resolve("first"), SETTINGS.options(), clock);
        marks = new LedgerMarks(journal, tally, live, clock);
        marks.mark();
        assertThat(told()).hasSize(1);
        assertThat(samples(told().getFirst())).isEqualTo(5);
    }

    @Test
    void holdsWhatNobodyCanBeRefusedAndShedsTheOldestOfIt() throws IOException {
        JournalSettings full = new JournalSettings(
                DataSize.ofKilobytes(1),
                Duration.ZERO,
                Duration.ZERO,
                0,
                DataSize.ofBytes(0),
                DataSize.ofBytes(400),
                Durability.COMMITTED,
                Map.of());
        try (Journal refusing = Journal.open(directory.resolve("full"), full.options(), clock)) {
            HeldBack room = new HeldBack(refusing, tally, full);
            Intake pulls = new Intake(refusing, room, live, tally, clock, gate(), settings());
            for (int i = 0; i < 20; i++) {
                pulls.takeOrHold(CHECK, samples(2), clock.millis()).join();
            }
            long shed = tally.count("httptrap", "refused", "shed");
            assertThat(shed).isBetween(20L, 38L);
            assertThat(tally.count("httptrap", "journaled", "")).isZero();
            room.retry();
            room.stop();
            assertThat(tally.count("httptrap", "refused", "shed")).isEqualTo(40);
            assertThat(pulls.take(CHECK, samples(2), clock.millis())).isCompletedExceptionally();
        }
        held.hold("httptrap", new BatchBuilder.Batch(new byte[10], RecordKind.BATCH, 3, new long[0]));
        held.retry();
        assertThat(tally.count("httptrap", "journaled", "")).isEqualTo(3);
    }

    private void take(int count) {
        intake.take(CHECK, samples(count), clock.millis()).join();
    }

    private List<Sample> samples(int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(Sample.real("s" + i, clock.millis(), i));
        }
        return samples;
    }

    private Intake intake() {
        return new Intake(journal, held, live, tally, clock, gate(), settings());
    }

    private static IntakeSettings settings() {
        return new IntakeSettings(Duration.ofHours(1), 1000, Duration.ofHours(4));
    }

    private static long samples(LedgerMark mark) {
        return mark.getMinutesList().stream()
                .mapToLong(LedgerMinute::getSamples)
                .sum();
    }

    private List<LedgerMark> told() throws IOException {
        List<LedgerMark> told = new ArrayList<>();
        try (JournalCursor cursor = journal.read(0)) {
            for (Optional<JournalEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                if (entry.get() instanceof Stored record && record.kind() == RecordKind.MARK) {
                    told.add(LedgerMark.parseFrom(record.payload()));
                }
            }
        }
        return told;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
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
