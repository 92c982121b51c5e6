package io.vedette.broker.collectd;

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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Debian's collectd sends; the broker takes what is guarded well enough. */
@Timeout(180)
class CollectdTests {
    private static final String SECRET = "collectd-secret";

    @TempDir
    static Path home;

    private static RunningBroker broker;
    private static final UUID CHECK = UUID.randomUUID();
    private static int seq;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        broker = RunningBroker.start(home, "--vedette.broker.collectd.port=0");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void setCheck() throws Exception {
        setLevel(0);
    }

    private static void setLevel(int level) throws IOException, InterruptedException {
        String config = "\"username\":\"me\",\"secret\":\"" + SECRET + "\",\"security_level\":\"" + level + "\"";
        HttpResponse<String> answer =
                broker.control("PUT", "/checks/set/" + CHECK, RunningBroker.check(CHECK, "collectd", config, ++seq));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"0,None", "1,Sign", "2,Encrypt"})
    void takesWhatDebiansCollectdSends(int level, String word) throws Exception {
        String collectd = Peers.find("collectd");
        setLevel(level);
        long before = broker.bean(Journal.class).end();
        try (Peers.Running running = collectd(collectd, network(word))) {
            awaitLoad(running, before);
        }
    }

    @Test
    void refusesWhatIsGuardedLessThanTheCheckWants() throws Exception {
        String collectd = Peers.find("collectd");
        setLevel(2);
        Tally tally = broker.bean(Tally.class);
        long before = tally.count("collectd", "journaled", "");
        try (Peers.Running running = collectd(collectd, network("Sign"))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(running.process().isAlive()).as(running.said()).isTrue();
                return tally.count("collectd", "refused", "not_guarded") > 0;
            });
        }
        assertThat(tally.count("collectd", "journaled", "")).isEqualTo(before);
    }

    @Test
    void takesWhatItsWriteHttpSends() throws Exception {
        String collectd = Peers.find("collectd");
        long before = broker.bean(Journal.class).end();
        String http = """
                LoadPlugin write_http
                <Plugin write_http>
                  <Node "broker">
                    URL "%s"
                    User "%s"
                    Password "%s"
                    Format "JSON"
                    BufferSize 1024
                  </Node>
                </Plugin>
                """.formatted(broker.plainUri("/module/collectd/"), CHECK, SECRET);
        try (Peers.Running running = collectd(collectd, http)) {
            awaitLoad(running, before);
        }
    }

    @Test
    void keepsTheListsBeforeAMistakeAndTurnsAwayWhoHasNoSecret() throws Exception {
        String body =
                "[{\"values\":[1,null],\"dstypes\":[\"derive\",\"derive\"],\"time\":17.5,\"plugin\":\"interface\","
                        + "\"plugin_instance\":\"eth0\",\"type\":\"if_octets\"},{\"values\":[]},oops";
        long before = broker.bean(Journal.class).end();
        HttpResponse<String> answer =
                broker.plain("POST", "/module/collectd/" + CHECK + "/" + SECRET, body.getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"stats\":2");
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            lane.feed(lane.journal(), before);
            assertThat(lane.samples(2))
                    .containsExactly(
                            "interface`eth0`if_octets`rx@17500=1:l", "interface`eth0`if_octets`tx@17500=null:n");
        }
        assertThat(broker.plain("POST", "/module/collectd/" + CHECK + "/no", new byte[0])
                        .statusCode())
                .isEqualTo(403);
    }

    private void awaitLoad(Peers.Running running, long before) throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(running.process().isAlive()).as(running.said()).isTrue();
            return broker.bean(Journal.class).end() > before;
        });
        List<String> samples = new ArrayList<>();
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            lane.feed(lane.journal(), before);
            while (samples.stream().noneMatch(sample -> sample.startsWith("load`load`15min@"))) {
                samples.addAll(lane.samples(1));
            }
        }
        assertThat(samples).anyMatch(sample -> sample.startsWith("load`load`1min@"));
    }

    private static String network(String level) {
        String guarded = level.equals("None")
                ? ""
                : "SecurityLevel \"" + level + "\"\nUsername \"me\"\nPassword \"" + SECRET + "\"";
        return """
                LoadPlugin network
                <Plugin network>
                  <Server "127.0.0.1" "%d">
                    %s
                  </Server>
                </Plugin>
                """.formatted(broker.bean(CollectdListener.class).port(), guarded);
    }

    private Peers.Running collectd(String program, String sends) throws IOException {
        Path config = Files.writeString(
                folder.resolve("collectd.conf"),
                "BaseDir \"" + folder + "\"\nInterval 1\nHostname \"here\"\nLoadPlugin load\n" + sends);
        return Peers.start(
                folder,
                program,
                "-f",
                "-C",
                config.toString(),
                "-P",
                folder.resolve("pid").toString());
    }
}
