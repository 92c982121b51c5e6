package io.vedette.broker.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.door.TestCa;
import io.vedette.broker.feed.LaneClient;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.journal.Journal;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.histogram.Histogram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class TrapPeriodTests {

    @Test
    void keepsTheLastValueTheMeanOfAveragedOnesAndMergedHistograms() {
        TrapPeriod period = new TrapPeriod(-1, 5000);
        period.take(List.of(whole("a", 1), whole("a", 2)), false);
        period.take(List.of(whole("m", 1), whole("m", 2), whole("m", 6)), true);
        period.take(List.of(whole("one", 7)), true);
        byte[] one = new Histogram().insert(1, 1).toBytes();
        period.take(
                List.of(
                        Sample.histogram("h", MetricType.HISTOGRAM, 1, one),
                        Sample.histogram("h", MetricType.HISTOGRAM, 2, one),
                        Sample.histogram("c", MetricType.CUMULATIVE_HISTOGRAM, 1, one),
                        Sample.histogram("c", MetricType.CUMULATIVE_HISTOGRAM, 2, one)),
                false);
        assertThat(period.values())
                .allSatisfy(sample -> assertThat(sample.timeMs()).isEqualTo(5000));
        assertThat(period.values()).extracting(Sample::name).containsExactly("a", "m", "one", "h", "c");
        assertThat(period.values().getFirst().bits()).isEqualTo(2);
        assertThat(Double.longBitsToDouble(period.values().get(1).bits())).isEqualTo(3);
        assertThat(period.values().get(2).type()).isEqualTo(MetricType.UINT64);
        assertThat(period.values().get(3).histogram())
                .isEqualTo(new Histogram().insert(1, 2).toBytes());
        assertThat(period.values().get(4).histogram()).isEqualTo(one);
    }

    @Test
    void whatIsAnsweredBecomesAPeriodsValueAlsoAfterARestart(@TempDir Path home) throws Exception {
        TestCa ca = new TestCa("suite");
        try (RunningBroker broker = RunningBroker.start(home, ca)) {
            String config = "\"secret\":\"s\",\"asynch_metrics\":\"false\"";
            UUID trap = broker.setCheck("httptrap", config, 1);
            String check = RunningBroker.check(trap, "httptrap", config, 2).replace("\"1000\"", "\"300000\"");
            assertThat(broker.control("PUT", "/checks/set/" + trap, check).statusCode())
                    .isEqualTo(200);
            long before = broker.bean(Journal.class).end();
            for (String body : List.of("{\"a\":1,\"b\":2}", "{\"a\":5,\"t\":{\"_value\":9,\"_ts\":17}}")) {
                assertThat(broker.plain("PUT", "/module/httptrap/" + trap + "/s", body.getBytes(UTF_8))
                                .body())
                        .isEqualTo("{\"stats\":2,\"filtered\":0}");
            }
            assertThat(broker.bean(Journal.class).end()).isGreaterThan(before);
            assertThat(broker.bean(Journal.class).figures().appendedBatches()).isEqualTo(1);
            String shorter = RunningBroker.check(trap, "httptrap", config, 3);
            assertThat(broker.control("PUT", "/checks/set/" + trap, shorter).statusCode())
                    .isEqualTo(200);
        }
        try (RunningBroker broker = RunningBroker.start(home, ca)) {
            TrapPeriods periods = broker.bean(TrapPeriods.class);
            periods.endAll();
            try (LaneClient lane = LaneClient.open(broker, "durable")) {
                lane.feed(lane.journal(), 0);
                List<String> samples = lane.samples(3);
                assertThat(samples.getFirst()).isEqualTo("t@17=9:L");
                assertThat(samples.get(1)).startsWith("a@").endsWith("=5:L");
                assertThat(samples.get(2)).startsWith("b@").endsWith("=2:L");
            }
            assertThat(broker.bean(TrapContributions.class).open(Duration.ofHours(1)))
                    .isEmpty();
        }
    }

    @Test
    void runningTotalsGoOnAfterARestartAndCountARepeatOnce(@TempDir Path home) throws Exception {
        TestCa ca = new TestCa("suite");
        UUID trap;
        String add = "{\"n\":{\"_type\":\"L\",\"_value\":5,\"_fl\":\"+\"}}";
        String timed = "{\"t\":{\"_type\":\"n\",\"_value\":2,\"_fl\":\"+\",\"_ts\":17}}";
        try (RunningBroker broker = RunningBroker.start(home, ca)) {
            trap = broker.setTrap("s");
            assertThat(push(broker, trap, add)).isEqualTo("{\"stats\":1,\"filtered\":0}");
            assertThat(push(broker, trap, add, "Idempotency-Key", "k")).isEqualTo("{\"stats\":1,\"filtered\":0}");
            broker.bean(TrapTotals.class).tell();
            assertThat(push(broker, trap, timed)).isEqualTo("{\"stats\":1,\"filtered\":0}");
        }
        try (RunningBroker broker = RunningBroker.start(home, ca)) {
            assertThat(push(broker, trap, timed)).isEqualTo("{\"stats\":1,\"filtered\":0,\"repeat\":1}");
            assertThat(push(broker, trap, add, "Idempotency-Key", "k")).contains("\"repeat\":1");
            assertThat(push(broker, trap, add)).isEqualTo("{\"stats\":1,\"filtered\":0}");
            try (LaneClient lane = LaneClient.open(broker, "durable")) {
                lane.feed(lane.journal(), 0);
                assertThat(lane.samples(4).stream().map(sample -> sample.replaceAll("@[0-9]+", "")))
                        .containsExactly("n=5:L", "n=10:L", "t=2.0:n", "n=15:L");
            }
        }
    }

    private static String push(RunningBroker broker, UUID trap, String body, String... headers) throws Exception {
        return broker.plain("PUT", "/module/httptrap/" + trap + "/s", body.getBytes(UTF_8), headers)
                .body();
    }

    private static Sample whole(String name, long value) {
        return Sample.whole(name, MetricType.UINT64, 1, value);
    }
}
