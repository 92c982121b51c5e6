package io.vedette.stratcon.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.stratcon.clock.Skew;
import io.vedette.stratcon.export.InfluxSettings;
import io.vedette.stratcon.export.InfluxWriter;
import io.vedette.stratcon.field.Batch;
import io.vedette.stratcon.field.FieldBroker;
import io.vedette.stratcon.field.InfluxServer;
import io.vedette.stratcon.field.TestCa;
import io.vedette.stratcon.field.TestIdentity;
import io.vedette.stratcon.rollup.StreamNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportLaneTests {
    private static final TestCa CA = new TestCa();
    private static final long BASE_MS = 1_750_000_000_000L;

    private final FieldBroker broker = new FieldBroker(CA, 5, "broker-5");
    private final BrokerClient client = new BrokerClient(
            broker.address(),
            TestIdentity.of(CA, "stratcon").sslContext("broker-5", certificate -> false),
            Duration.ofSeconds(5));
    private final StopSign stop = new StopSign();
    private final UUID check = UUID.randomUUID();

    @TempDir
    Path home;

    private InfluxServer influx = new InfluxServer(Path.of(""));

    @BeforeEach
    void needsInfluxDb() {
        boolean there = InfluxServer.program().isPresent();
        assertThat(there || System.getenv("CI") == null).isTrue();
        assumeTrue(there, "no influxd on this machine");
        influx = new InfluxServer(home);
    }

    @AfterEach
    void close() {
        stop.raise();
        client.close();
        broker.close();
        influx.close();
    }

    @Test
    void everySampleIsInInfluxDbThoughItWasAwayInTheMiddle() throws Exception {
        influx.start();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(influx.ask("CREATE DATABASE metrics")).contains("statement_id"));
        ExportLane lane = draw();
        number(0, 500);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(count()).isEqualTo(500));
        assertThat(lane.figures().state(0).getLane()).isEqualTo("export");
        influx.stop();
        number(500, 1_000);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> lane.figures().state(0).getLastError().startsWith("lines are not taken"));
        long held = broker.checkpoint();
        assertThat(held).isLessThan(broker.end());
        broker.cut();
        number(1_000, 1_500);
        influx.start();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(count()).isEqualTo(1_500));
        await().atMost(Duration.ofSeconds(30)).until(() -> broker.checkpoint() == broker.end());
        assertThat(influx.ask("SELECT sum(value) FROM numbers WHERE env='test'"))
                .contains("1124250");
    }

    private long count() throws IOException, InterruptedException {
        String answer = influx.ask("SELECT count(value) FROM numbers");
        return answer.contains("\"values\"")
                ? Long.parseLong(answer.replaceAll("(?s).*\"values\":\\[\\[[^,]*,(\\d+)]].*", "$1"))
                : 0;
    }

    private void number(int from, int to) {
        for (int i = from; i < to; i += 5) {
            int first = i;
            broker.append(Batch.of(check, batch -> {
                batch.stream("numbers|ST[env:test]");
                for (int n = first; n < first + 5; n++) {
                    batch.real(BASE_MS + n * 100L, n);
                }
            }));
        }
    }

    private ExportLane draw() {
        DrawSettings settings = new DrawSettings(
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofMillis(50),
                5_000,
                5_000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofDays(3_653),
                Map.of());
        InfluxSettings to = new InfluxSettings(
                influx.url() + "/write?db=metrics",
                "",
                "",
                "",
                "influxdb",
                100,
                Duration.ofMillis(50),
                Duration.ofSeconds(5));
        DrawTools tools = new DrawTools(
                settings, new DrawMetrics(new SimpleMeterRegistry()), new StreamNames(4), Clock.systemUTC());
        InfluxWriter writer = new InfluxWriter(to, new SimpleMeterRegistry());
        ExportLane lane = new ExportLane(client, to, writer, tools, new Skew(Clock.systemUTC()));
        Thread.ofVirtual().start(new LaneLoop("export", lane, stop, Clock.systemUTC(), settings));
        return lane;
    }
}
