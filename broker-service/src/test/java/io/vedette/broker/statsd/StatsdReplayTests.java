package io.vedette.broker.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalOptions;
import io.vedette.broker.journal.RecordKind;
import io.vedette.broker.statsd.OpenPeriod.Ended;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.testsupport.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What a process that was killed had accumulated, made again of the journal. */
class StatsdReplayTests {
    private static final UUID CHECK = UUID.randomUUID();
    private static final StatsdSettings SETTINGS =
            new StatsdSettings(List.of("127.0.0.1"), 0, 0, false, 1, DataSize.ofMegabytes(1), 100, 100);

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final long base = clock.millis();
    private final Journal journal;
    private final Contributions contributions;
    private final Accumulator period = new Accumulator(100, 100);
    private long lastKey;

    StatsdReplayTests(@TempDir Path directory) throws IOException {
        journal = Journal.open(directory, new JournalOptions(1 << 20, Duration.ZERO, Duration.ZERO, 0, 1 << 20), clock);
        contributions = new Contributions(journal);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Test
    void makesTheOpenPeriodAgain() throws StatsdLineException {
        took(1, 10, "hits:2|c", "hits:3|c", "depth:4|g");
        took(1, 10, "hits:1|c|@0.5");
        assertThat(values(replay(), 20)).containsEntry("hits", 7.0).containsEntry("depth", 4.0);
    }

    @Test
    void timingsAndMembersOfSetsAreMadeAgain() throws StatsdLineException {
        took(1, 10, "t:4|ms", "s:a|s", "s:b|s");
        took(1, 10, "t:2|ms|@0.5", "s:b|s", "s:c|s");
        assertThat(values(replay(), 20))
                .containsEntry("t`count", 3.0)
                .containsEntry("t`sum", 8.0)
                .containsEntry("t`min", 2.0)
                .containsEntry("t`max", 4.0)
                .containsEntry("s", 3.0);
    }

    @Test
    void readsTheLinesOfAnEarlierVersion() {
        byte[] lines = "hits:2|c\nhits:3|c".getBytes(UTF_8);
        contributions.changed(CHECK, 1, base + 10, lines).join();
        assertThat(values(replay(), 20)).containsExactly(Map.entry("hits", 5.0));
    }

    @Test
    void countsNothingOfAPeriodWhoseValuesAreInTheJournalButKeepsItsGauges() throws StatsdLineException {
        took(1, 10, "hits:2|c", "depth:4|g");
        contributions.ended(CHECK, 1, base + 10);
        took(2, 20, "depth:+3|g");
        StatsdReplay replay = replay();
        assertThat(replay.ended(CHECK)).isEmpty();
        assertThat(values(replay, 20)).containsExactly(Map.entry("depth", 7.0));
    }

    @Test
    void journalsOfAPeriodThatIsOverOnlyWhatTheJournalDoesNotHold() throws StatsdLineException {
        took(1, 10, "a:1|c", "b:2|c");
        took(2, 20, "c:3|c");
        BatchWriter batch = new BatchWriter()
                .begin(CHECK, 1, 0, BatchKind.PERIOD, base + 10).stream("a|ST[statsd_type:count]")
                        .real(base + 10, 1);
        journal.append(RecordKind.BATCH, batch.toBytes()).join();
        StatsdReplay replay = replay();
        Ended over = replay.ended(CHECK).getFirst();
        assertThat(replay.ended(CHECK)).hasSize(1);
        assertThat(replay.missing(CHECK, over)).singleElement().satisfies(sample -> {
            assertThat(sample.name()).startsWith("b|");
            assertThat(sample.timeMs()).isEqualTo(base + 10);
        });
        assertThat(values(replay, 20)).containsExactly(Map.entry("c", 3.0));
    }

    @Test
    void leavesOtherChecksAlone() {
        contributions
                .changed(UUID.randomUUID(), 1, base + 10, "a:1|c".getBytes(UTF_8))
                .join();
        assertThat(replay().open()).isEmpty();
    }

    private void took(long key, long endMs, String... lines) throws StatsdLineException {
        if (key != lastKey) {
            period.close(base + endMs);
            lastKey = key;
        }
        for (String line : lines) {
            for (StatsdValue value : StatsdLine.parse(line)) {
                period.add(value, base);
            }
        }
        for (byte[] piece : period.changes()) {
            contributions.changed(CHECK, key, base + endMs, piece).join();
        }
    }

    private StatsdReplay replay() {
        journal.append(RecordKind.MARK, new byte[0]).join();
        return StatsdReplay.of(contributions, Set.of(CHECK), clock.instant().minusSeconds(60), SETTINGS);
    }

    private Map<String, Double> values(StatsdReplay replay, long atMs) {
        OpenPeriod period = Objects.requireNonNull(replay.open().get(CHECK));
        List<Sample> samples = period.accumulator().values(base + atMs);
        return samples.stream()
                .collect(Collectors.toMap(
                        sample -> sample.name().substring(0, sample.name().indexOf('|')),
                        sample -> Double.longBitsToDouble(sample.bits())));
    }
}
