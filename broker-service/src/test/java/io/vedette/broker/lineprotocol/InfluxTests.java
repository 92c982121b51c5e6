package io.vedette.broker.lineprotocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.feed.LaneClient;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As Telegraf's two outputs send, and as curl does. */
@Timeout(180)
class InfluxTests {
    private static final String SECRET = "influx-secret";

    @TempDir
    static Path home;

    private static RunningBroker broker;
    private static UUID check;

    @BeforeAll
    static void start() throws Exception {
        broker = RunningBroker.start(home);
        check = broker.setCheck("influxdb", "\"secret\":\"" + SECRET + "\"", 1);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void answersOnceTheLinesAreInTheJournalWhereverTheSecretStands() throws Exception {
        long before = broker.bean(Journal.class).end();
        String below = "/module/influxdb/" + check;
        String basic = Base64.getEncoder().encodeToString((check + ":" + SECRET).getBytes(UTF_8));
        assertThat(write(below + "/" + SECRET + "/write?db=telegraf&precision=s", "a f=1i 1700000001"))
                .isEqualTo(204);
        assertThat(write(below + "/api/v2/write?bucket=b&precision=s", "a f=2i 1700000002", "Token " + SECRET))
                .isEqualTo(204);
        assertThat(write("/api/v2/write?bucket=" + check + "&precision=s", "a f=3i 1700000003", "Token " + SECRET))
                .isEqualTo(204);
        assertThat(write("/write?precision=s", "a f=4i 1700000004", "Basic " + basic))
                .isEqualTo(204);
        assertThat(write("/write?precision=s&u=" + check + "&p=" + SECRET, "a f=5i 1700000005"))
                .isEqualTo(204);
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            lane.feed(lane.journal(), before);
            assertThat(lane.samples(5))
                    .containsExactly(
                            "a`f@1700000001000=1:l",
                            "a`f@1700000002000=2:l",
                            "a`f@1700000003000=3:l",
                            "a`f@1700000004000=4:l",
                            "a`f@1700000005000=5:l");
        }
    }

    @Test
    void turnsAwayWhoHasNoSecretInInfluxsShape() throws Exception {
        HttpResponse<String> wrong = send("/module/influxdb/" + check + "/api/v2/write", "a f=1", "Token no");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("\"code\":\"unauthorized\"");
        assertThat(write("/write?db=" + check, "a f=1")).isEqualTo(401);
        assertThat(write("/write?db=x", "a f=1", "Token " + SECRET)).isEqualTo(404);
        assertThat(write("/write?db=" + check + "&precision=x", "a f=1", "Token " + SECRET))
                .isEqualTo(400);
    }

    @Test
    void tellsOfBadLinesAndKeepsTheOthers() throws Exception {
        long before = broker.bean(Journal.class).end();
        long counted = broker.bean(Tally.class).count("influxdb", "refused", "missing_fields");
        HttpResponse<String> answer = send(
                "/module/influxdb/" + check + "/" + SECRET + "/write?precision=ms", "kept f=1 17\nbad\nkept f=2 18\n");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("partial write", "line 2 'bad'", "dropped=1");
        assertThat(broker.bean(Tally.class).count("influxdb", "refused", "missing_fields"))
                .isEqualTo(counted + 1);
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            lane.feed(lane.journal(), before);
            assertThat(lane.samples(2)).containsExactly("kept`f@17=1.0:n", "kept`f@18=2.0:n");
        }
    }

    @Test
    void takesGzipAndAnswersWhatTelegrafAsksFirst() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write("zipped f=1\n".getBytes(UTF_8));
        }
        String base = "/module/influxdb/" + check + "/" + SECRET;
        assertThat(broker.plain("POST", base + "/write", out.toByteArray(), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(204);
        assertThat(broker.plain("POST", base + "/write", out.toByteArray(), "Content-Encoding", "br")
                        .statusCode())
                .isEqualTo(415);
        assertThat(broker.plain("POST", base + "/query?q=CREATE%20DATABASE%20telegraf", new byte[0])
                        .body())
                .contains("results");
        assertThat(broker.plain("GET", "/ping", new byte[0]).statusCode()).isEqualTo(204);
    }

    private static int write(String path, String lines, String... authorization)
            throws IOException, InterruptedException {
        return send(path, lines, authorization).statusCode();
    }

    private static HttpResponse<String> send(String path, String lines, String... authorization)
            throws IOException, InterruptedException {
        return authorization.length == 0
                ? broker.plain("POST", path, lines.getBytes(UTF_8))
                : broker.plain("POST", path, lines.getBytes(UTF_8), "Authorization", authorization[0]);
    }
}
