package io.vedette.alerting.detect;

import static io.vedette.alerting.detect.DetectionBench.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.faults.FaultTransition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbsenceTests {
    private DetectionBench bench;

    @BeforeEach
    void start(@TempDir Path state) {
        bench = new DetectionBench(state);
        bench.rules(rule("on absence", "30", 1));
        bench.pass(Duration.ofSeconds(4));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void firesOnceAfterItsSecondsAndClearsWithTheNextSample() {
        bench.load(1);

        bench.pass(Duration.ofSeconds(29));
        assertThat(bench.told()).isEmpty();
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.told())
                .extracting(FaultTransition::getToSeverity, FaultTransition::getCriteria, FaultTransition::getValue)
                .containsExactly(tuple(1, "on absence", ""));

        bench.load(2);
        assertThat(bench.told()).extracting(FaultTransition::getToSeverity).containsExactly(0);
    }

    @Test
    void eachSampleAndEachNullStartsItAnew() {
        bench.load(1);
        bench.pass(Duration.ofSeconds(20));
        bench.send(batch -> batch.stream("load").nothing(0, MetricType.DOUBLE));
        bench.pass(Duration.ofSeconds(20));

        assertThat(bench.told()).isEmpty();
    }

    @Test
    void neverFiresForAStreamNeverSeen() {
        bench.send(batch -> batch.stream("other").real(0, 1));

        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.told()).isEmpty();
    }

    @Test
    void oldDataIsNoSign() {
        bench.load(1);
        bench.pass(Duration.ofSeconds(20));
        bench.send(BatchKind.PERIOD, 5_000, true, batch -> batch.stream("load").real(0, 1));
        bench.pass(Duration.ofSeconds(15));

        assertThat(bench.told()).hasSize(1);
    }

    @Test
    void brokerCutOffNeverPagesAndTheTimerResumesWithItsLiveData() {
        bench.load(1);
        bench.pass(Duration.ofSeconds(20));

        bench.connected = false;
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.told()).isEmpty();

        bench.connected = true;
        bench.pass(Duration.ofSeconds(8));
        assertThat(bench.told()).isEmpty();
        bench.pass(Duration.ofSeconds(8));
        assertThat(bench.told()).hasSize(1);
    }

    @Test
    void stratconAwayNeverPages() {
        bench.load(1);
        bench.pass(Duration.ofSeconds(28));

        bench.reporting = false;
        bench.pass(Duration.ofMinutes(1));
        bench.reporting = true;
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.told()).isEmpty();
    }

    @Test
    void laneThatStallsThoughConnectedNeverPages() {
        bench.load(1);
        bench.pass(Duration.ofSeconds(28));

        bench.stalled = true;
        bench.pass(Duration.ofMinutes(1));
        bench.stalled = false;
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.told()).isEmpty();
    }

    @Test
    void detectionThatLagsNeverPages() {
        bench.load(1);
        bench.pass(Duration.ofSeconds(20));

        bench.consuming = false;
        bench.pass(Duration.ofMinutes(1));
        bench.consuming = true;
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.told()).isEmpty();

        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.told()).hasSize(1);
    }

    @Test
    void clockSetForwardNeverPages() {
        bench.load(1);

        bench.jumpClock(Duration.ofMinutes(10));

        assertThat(bench.told()).isEmpty();
    }

    @Test
    void rulesBeforeItInTheSetGoFirst() {
        bench.rules(rule("max value", "50", 3), rule("on absence", "30", 1));
        bench.load(60);
        bench.told();

        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.told()).isEmpty();

        bench.load(20);
        bench.told();
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.told()).extracting(FaultTransition::getToSeverity).containsExactly(1);
    }

    @Test
    void longerSilenceRaisesTheSeverityByItsOwnRule() {
        bench.rules(rule("on absence", "60", 1), rule("on absence", "30", 3));
        bench.load(1);

        bench.pass(Duration.ofSeconds(90));

        assertThat(bench.told()).extracting(FaultTransition::getToSeverity).containsExactly(3, 1);
    }

    @Test
    void longerLimitClearsAndFiresAgainInItsTime() {
        bench.load(1);
        bench.pass(Duration.ofSeconds(40));

        bench.rules(rule("on absence", "80", 1));
        bench.pass(Duration.ofMinutes(1));

        List<FaultTransition> told = bench.told();
        assertThat(told).extracting(FaultTransition::getToSeverity).containsExactly(1, 0, 1);
        assertThat(told).extracting(FaultTransition::getTransitionId).doesNotHaveDuplicates();
    }

    @Test
    void shorterLimitCountsTheSilenceSoFar() {
        bench.load(1);
        bench.pass(Duration.ofSeconds(20));

        bench.rules(rule("on absence", "15", 2));
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.told()).extracting(FaultTransition::getToSeverity).containsExactly(2);
    }
}
