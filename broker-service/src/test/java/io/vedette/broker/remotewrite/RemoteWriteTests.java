package io.vedette.broker.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.broker.Peers;
import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.feed.LaneClient;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.Journal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

@Timeout(180)
class RemoteWriteTests {
    private static final String SECRET = "write-secret";
    private static final Map<String, String> LABELS = Map.of("__name__", "up");

    @TempDir
    static Path home;

    private static RunningBroker broker;
    private static UUID check;

    @BeforeAll
    static void start() throws Exception {
        broker = RunningBroker.start(home, "--vedette.push.max-message=1MB");
        check = broker.setCheck("remotewrite", "\"secret\":\"" + SECRET + "\"", 1);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void answersOnceTheSamplesAreInTheJournalAndTellsHowManyThereAre() throws Exception {
        long before = broker.bean(Journal.class).end();
        HttpResponse<String> first = write(
                "/" + SECRET, "application/x-protobuf", WriteRequests.first(LABELS, 2, WriteRequests.sample(1, 17)));
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(first.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written"))
                .contains("1");
        String second = "application/x-protobuf;proto=io.prometheus.write.v2.Request";
        HttpResponse<String> histogram =
                write("/" + SECRET, second, WriteRequests.second(LABELS, 3, WriteRequests.histogram(18, 0)));
        assertThat(histogram.statusCode()).isEqualTo(204);
        assertThat(histogram.headers().firstValue("X-Prometheus-Remote-Write-Histograms-Written"))
                .contains("1");
        assertThat(broker.bean(Journal.class).end()).isGreaterThan(before);
    }

    @Test
    void refusesWhatIsNoMessageAndSaysWhichOfItsSamplesItDoesNotTake() throws Exception {
        String plain = "application/x-protobuf";
        assertThat(write("/wrong", plain, new byte[0]).statusCode()).isEqualTo(403);
        assertThat(write("/" + SECRET, "text/plain", new byte[0]).statusCode()).isEqualTo(415);
        assertThat(write("/" + SECRET, plain, new byte[] {1}).statusCode()).isEqualTo(400);
        assertThat(broker.plain("POST", path("/" + SECRET), new byte[] {-1, -1, -1, -1, 127}, headers(plain))
                        .statusCode())
                .isIn(400, 413);
        assertThat(write("/" + SECRET, plain, new byte[2 << 20]).statusCode()).isEqualTo(413);
        long future = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
        byte[] ahead = WriteRequests.first(LABELS, 2, WriteRequests.sample(1, 17), WriteRequests.sample(1, future));
        HttpResponse<String> partly = write("/" + SECRET, plain, ahead);
        assertThat(partly.statusCode()).isEqualTo(400);
        assertThat(partly.body()).isEqualTo("1 samples were refused, 1 are kept");
        assertThat(broker.bean(Tally.class).count("remotewrite", "refused", "ahead"))
                .isEqualTo(1);
    }

    @Test
    void takesTheSecretAsBearerTokenAndAsBasicPassword() throws Exception {
        byte[] body = Snappy.compress(WriteRequests.first(LABELS, 2, WriteRequests.sample(1, 19)));
        String basic = Base64.getEncoder().encodeToString(("any:" + SECRET).getBytes(UTF_8));
        for (String shown : new String[] {"Bearer " + SECRET, "Basic " + basic}) {
            HttpResponse<String> answer = broker.plain(
                    "POST",
                    path(""),
                    body,
                    "Content-Type",
                    "application/x-protobuf",
                    "Content-Encoding",
                    "snappy",
                    "Authorization",
                    shown);
            assertThat(answer.statusCode()).isEqualTo(204);
        }
    }

    @Test
    void takesWhatDebiansPrometheusWrites(@TempDir Path data) throws Exception {
        String prometheus = Peers.find("prometheus");
        Path config = Files.writeString(data.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: broker
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets: ["%s"]
                remote_write:
                  - url: "%s"
                    authorization:
                      credentials: %s
                    queue_config:
                      batch_send_deadline: 1s
                """.formatted(
                broker.managementUri("/").getAuthority(), broker.plainUri("/module/prometheus/" + check), SECRET));
        long before = broker.bean(Journal.class).end();
        try (Peers.Running running = Peers.start(
                data,
                prometheus,
                "--config.file=" + config,
                "--storage.tsdb.path=" + data.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:0")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(running.process().isAlive()).as(running.said()).isTrue();
                return broker.bean(Journal.class).end() > before;
            });
            try (LaneClient lane = LaneClient.open(broker, "durable")) {
                lane.feed(lane.journal(), before);
                assertThat(String.join("\n", lane.samples(100))).contains("job:broker");
            }
        }
    }

    private static HttpResponse<String> write(String secret, String type, byte[] message)
            throws IOException, InterruptedException {
        return broker.plain("POST", path(secret), Snappy.compress(message), headers(type));
    }

    private static String[] headers(String type) {
        return new String[] {"Content-Type", type, "Content-Encoding", "snappy"};
    }

    private static String path(String secret) {
        return "/module/prometheus/" + check + secret;
    }
}
