package io.vedette.alerting.detect;

import static io.vedette.alerting.detect.DetectionBench.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.faults.FaultTransition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionTests {
    private DetectionBench bench;

    @BeforeEach
    void start(@TempDir Path state) {
        bench = new DetectionBench(state);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void firstViolatedRuleDecides() {
        bench.rules(rule("max value", "90", 1), rule("max value", "50", 3), rule("min value", "10", 2));

        bench.load(95);
        bench.load(60);
        bench.load(5);

        assertThat(bench.told()).extracting(FaultTransition::getToSeverity).containsExactly(1, 3, 2);
    }

    @Test
    void thresholdItselfViolatesNothing() {
        bench.rules(rule("max value", "90", 1), rule("min value", "10", 1));

        bench.load(90);
        bench.load(10);

        assertThat(bench.told()).isEmpty();
    }

    @Test
    void tellsTransitionsOnlyAndKeepsTheFaultsIdUntilItClears() {
        bench.rules(rule("max value", "90", 1), rule("max value", "50", 3));

        bench.load(60);
        bench.load(61);
        bench.load(95);
        bench.load(20);
        bench.load(20);
        bench.load(70);

        List<FaultTransition> told = bench.told();
        assertThat(told).extracting(FaultTransition::getFromSeverity).containsExactly(0, 3, 1, 0);
        assertThat(told).extracting(FaultTransition::getToSeverity).containsExactly(3, 1, 0, 3);
        assertThat(told.subList(0, 3).stream().map(FaultTransition::getFaultId).distinct())
                .hasSize(1);
        assertThat(told.get(3).getFaultId()).isNotEqualTo(told.get(0).getFaultId());
        assertThat(told.stream().map(FaultTransition::getTransitionId).distinct())
                .hasSize(4);
        assertThat(told.get(2).getCriteria()).isEqualTo("max value");
        assertThat(told.get(2).getThreshold()).isEqualTo("90");
        assertThat(told.get(2).getValue()).isEqualTo("20");
    }

    @Test
    void severityZeroDecidesThatAllIsWell() {
        bench.rules(rule("max value", "90", 0), rule("max value", "50", 3));

        bench.load(95);

        assertThat(bench.told()).isEmpty();
    }

    @Test
    void replayGivesTheSameIds(@TempDir Path other) {
        bench.rules(rule("max value", "50", 3));
        bench.load(60);
        bench.load(20);
        try (DetectionBench again = new DetectionBench(other)) {
            again.rules(rule("max value", "50", 3));
            again.load(60);
            again.load(20);

            assertThat(again.told())
                    .extracting(FaultTransition::getTransitionId, FaultTransition::getFaultId)
                    .containsExactlyElementsOf(bench.told().stream()
                            .map(told -> tuple(told.getTransitionId(), told.getFaultId()))
                            .toList());
        }
    }

    @Test
    void ignoresOldAndLiveOnlyData() {
        bench.rules(rule("max value", "50", 3));

        bench.send(BatchKind.PERIOD, 1, true, batch -> batch.stream("load").real(0, 99));
        bench.send(BatchKind.LIVE_ONLY, 2, false, batch -> batch.stream("load").real(0, 99));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.count("vedette.detect.records", "outcome", "old")).isOne();
        assertThat(bench.count("vedette.detect.records", "outcome", "live_only"))
                .isOne();
    }

    @Test
    void faultsAreTheSameWithAndWithoutAViewer(@TempDir Path other) {
        bench.rules(rule("max value", "90", 1), rule("max value", "50", 3));
        try (DetectionBench watched = new DetectionBench(other)) {
            watched.rules(rule("max value", "90", 1), rule("max value", "50", 3));
            for (double load : new double[] {60, 20, 95, 51, 49}) {
                // What is shown lies before what is journaled next, and at its position.
                for (double shown : new double[] {99, 1, 55}) {
                    watched.send(
                            BatchKind.LIVE_ONLY,
                            watched.lastOffset() + 100,
                            false,
                            batch -> batch.stream("load").real(0, shown));
                }
                bench.load(load);
                watched.load(load);
            }
            List<FaultTransition> alone = bench.told();
            assertThat(alone).hasSize(5);
            assertThat(watched.told()).isEqualTo(alone);
            assertThat(watched.count("vedette.detect.records", "outcome", "live_only"))
                    .isEqualTo(15);
        }
    }

    @Test
    void dropsRecordsAlreadySeen() {
        bench.rules(rule("max value", "50", 3));
        bench.load(60);
        long violating = bench.lastOffset();
        bench.load(20);
        bench.told();

        bench.send(
                BatchKind.PERIOD,
                violating,
                false,
                batch -> batch.stream("load").real(0, 60));

        assertThat(bench.told()).isEmpty();
        assertThat(bench.count("vedette.detect.duplicates")).isOne();
    }

    @Test
    void dropsLateDuplicatesOfTheJournalBefore() {
        bench.rules(rule("max value", "50", 3));
        bench.load(60);
        long violating = bench.lastOffset();
        UUID lost = bench.journal;
        bench.journal = new UUID(2, 2);
        bench.send(BatchKind.PERIOD, 0, false, batch -> batch.stream("load").real(0, 20));
        bench.told();

        bench.journal = lost;
        bench.send(
                BatchKind.PERIOD,
                violating,
                false,
                batch -> batch.stream("load").real(0, 60));

        assertThat(bench.told()).isEmpty();
    }

    @Test
    void judgesAllBlocksOfAStreamNamedTwiceInABatch() {
        bench.rules(rule("max value", "50", 3));

        bench.send(batch -> batch.stream("load").real(0, 60).stream("other").real(0, 1).stream("load")
                .real(0, 20));

        assertThat(bench.told()).extracting(FaultTransition::getToSeverity).containsExactly(3, 0);
    }

    @Test
    void seesUnsignedNumbersAsTheyAre() {
        bench.rules(rule("max value", "10000000000000000000", 2));

        bench.send(batch -> batch.stream("load").whole(0, MetricType.UINT64, -1));

        assertThat(bench.told()).extracting(FaultTransition::getValue).containsExactly("18446744073709551615");
    }

    @Test
    void nullTextAndNotANumberChangeNoVerdict() {
        bench.rules(rule("max value", "50", 3));
        bench.load(60);
        bench.told();

        bench.send(batch -> batch.stream("load")
                .nothing(0, MetricType.DOUBLE)
                .text(0, "fine")
                .real(0, Double.NaN));

        assertThat(bench.told()).isEmpty();
    }

    @Test
    void stepsOverStreamsAndChecksWithoutARule() {
        bench.rules(rule("max value", "50", 3));

        bench.send(batch -> batch.stream("other").real(0, 99).stream("loads").real(0, 99));
        bench.deleteRuleSet();
        bench.load(99);

        assertThat(bench.told()).isEmpty();
        assertThat(bench.count("vedette.detect.samples")).isZero();
        assertThat(bench.count("vedette.detect.records", "outcome", "unruled")).isOne();
    }

    @Test
    void malformedRecordsAreCountedAndStopNothing() {
        bench.rules(rule("max value", "50", 3));

        bench.pipe(new byte[] {1, 2, 3}, bench.stamped(1, false));
        bench.pipe(new byte[60], new RecordHeaders());
        bench.load(60);

        assertThat(bench.told()).hasSize(1);
        assertThat(bench.count("vedette.detect.records", "outcome", "malformed"))
                .isEqualTo(2);
    }

    @Test
    void deletedRuleSetClearsItsFaultWithinASecond() {
        bench.rules(rule("max value", "50", 3));
        bench.load(60);
        bench.told();

        bench.deleteRuleSet();
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.told()).extracting(FaultTransition::getToSeverity).containsExactly(0);
    }

    @Test
    void changedRuleThatIsNoLongerViolatedClearsWithinASecond() {
        bench.rules(rule("max value", "50", 3));
        bench.load(60);
        bench.told();

        bench.rules(rule("max value", "80", 3));
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.told()).extracting(FaultTransition::getToSeverity).containsExactly(0);
    }

    @Test
    void changedRuleNeverPagesByAValueThatWasJudgedBefore() {
        bench.rules(rule("max value", "80", 3));
        bench.load(60);

        bench.rules(rule("max value", "50", 3));
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.told()).isEmpty();

        bench.load(60);
        assertThat(bench.told()).hasSize(1);
    }

    @Test
    void lowerVersionOfARuleSetIsIgnored() {
        bench.rules(rule("max value", "50", 3));
        bench.rules(rule("max value", "80", 3));
        ConfigKey key = new ConfigKey(ConfigKey.Kind.RULE_SET, "12");

        bench.configuration.apply(
                key, ConfigResource.newBuilder().setVersion(1).setDeleted(true).build());
        bench.load(90);

        assertThat(bench.told()).hasSize(1);
    }

    @Test
    void switchedOffCheckClearsItsFaults() {
        bench.rules(rule("max value", "50", 3));
        bench.load(60);
        bench.told();

        bench.configuration.apply(
                new ConfigKey(ConfigKey.Kind.CHECK, DetectionBench.CHECK.toString()),
                ConfigResource.newBuilder()
                        .setVersion(1)
                        .setCheck(Check.newBuilder().setActive(false))
                        .build());
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.told()).extracting(FaultTransition::getToSeverity).containsExactly(0);
    }
}
