package io.vedette.broker.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.feed.LaneClient;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class HttpTrapTests {
    private static final String SECRET = "a-secret-that-must-not-be-logged";

    @TempDir
    static Path home;

    private static RunningBroker broker;
    private static UUID trap;

    @BeforeAll
    static void start() throws Exception {
        broker = RunningBroker.start(home, "--vedette.push.max-body=1MB", "--vedette.push.max-silence=2s");
        trap = broker.setTrap(SECRET);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void answersOnceTheValuesAreInTheJournal() throws Exception {
        long before = broker.bean(Journal.class).end();
        HttpResponse<String> answer = push("{\"cpu\":{\"user\":12.5,\"cores\":[1,2]},\"host\":\"a\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"stats\":4,\"filtered\":0}");
        assertThat(broker.bean(Journal.class).end()).isGreaterThan(before);
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            lane.feed(lane.journal(), before);
            assertThat(lane.samples(4))
                    .containsExactly("cpu`user=12.5:n", "cpu`cores`0=1:L", "cpu`cores`1=2:L", "host=a:s");
        }
    }

    @Test
    void answersBrokenJsonWith406AndThePositionAndKeepsWhatCameBefore() throws Exception {
        long before = broker.bean(Journal.class).end();
        HttpResponse<String> answer = push("{\"a\":1,\"b\":2,oops");
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.body()).contains("byte 13 (line 1, column 14)").contains("\"stats\":2");
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            lane.feed(lane.journal(), before);
            assertThat(lane.samples(2)).containsExactly("a=1:L", "b=2:L");
        }
    }

    @Test
    void answersAWrongSecretWith403AndAnUnknownCheckWith404() throws Exception {
        assertThat(push("/module/httptrap/" + trap + "/wrong", "{}").statusCode())
                .isEqualTo(403);
        assertThat(push("/module/httptrap/" + UUID.randomUUID() + "/" + SECRET, "{}")
                        .body())
                .isEqualTo("{\"error\":\"no such httptrap check\"}");
        assertThat(push("/module/httptrap/" + UUID.randomUUID() + "/" + SECRET, "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(push("/module/httptrap/no-uuid/" + SECRET, "{}").statusCode())
                .isEqualTo(404);
        assertThat(broker.bean(Tally.class).count("httptrap", "refused", "wrong_secret"))
                .isPositive();
    }

    @Test
    void countsARepeatedTimestampedSampleOnceAlsoAfterItsOwnValueChanged() throws Exception {
        String sample = "{\"n\":{\"_type\":\"L\",\"_value\":7,\"_ts\":1700000000123}}";
        assertThat(push(sample).body()).isEqualTo("{\"stats\":1,\"filtered\":0}");
        long after = broker.bean(Journal.class).end();
        assertThat(push(sample).body()).isEqualTo("{\"stats\":1,\"filtered\":0,\"repeat\":1}");
        assertThat(broker.bean(Journal.class).end()).isEqualTo(after);
        assertThat(push(sample.replace("_value\":7", "_value\":8")).body()).contains("\"stats\":1");
        assertThat(broker.bean(Journal.class).end()).isGreaterThan(after);
    }

    @Test
    void countsAPushWithAKeyOnceAlsoWithoutTimestamps() throws Exception {
        String body = "{\"keyed\":{\"a\":1,\"b\":2}}";
        assertThat(push(body.getBytes(UTF_8), "Idempotency-Key", "k-1").body())
                .isEqualTo("{\"stats\":2,\"filtered\":0}");
        long after = broker.bean(Journal.class).end();
        assertThat(push(body.getBytes(UTF_8), "Idempotency-Key", "k-1").body())
                .isEqualTo("{\"stats\":2,\"filtered\":0,\"repeat\":2}");
        assertThat(broker.bean(Journal.class).end()).isEqualTo(after);
        assertThat(push(body.replace("b", "c").getBytes(UTF_8), "Idempotency-Key", "k-1")
                        .body())
                .isEqualTo("{\"stats\":2,\"filtered\":0,\"repeat\":1}");
        assertThat(push(body.getBytes(UTF_8), "Idempotency-Key", "k-2").body())
                .isEqualTo("{\"stats\":2,\"filtered\":0}");
        assertThat(push(body).body()).isEqualTo("{\"stats\":2,\"filtered\":0}");
    }

    @Test
    void takesGzipAndCutsWhatIsTooLong() throws Exception {
        assertThat(push(gzip("{\"zipped\":1}"), "Content-Encoding", "gzip").statusCode())
                .isEqualTo(200);
        String padding = " ".repeat(2 << 20);
        HttpResponse<String> bomb = push(gzip("{\"kept\":1," + padding + "\"lost\":2}"), "Content-Encoding", "gzip");
        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(bomb.body()).contains("\"stats\":1");
        assertThat(push("no gzip".getBytes(UTF_8), "Content-Encoding", "gzip").statusCode())
                .isEqualTo(400);
    }

    @Test
    void cutsABodyThatFallsSilentAndKeepsWhatCameBefore() throws Exception {
        String path = "/module/httptrap/" + trap + "/" + SECRET;
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), broker.plainUri(path).getPort())) {
            String request = "PUT " + path + " HTTP/1.1\r\nHost: broker\r\nContent-Length: 1000\r\n\r\n{\"early\":1,";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
            assertThat(answer).isEqualTo("HTTP/1.1 400");
        }
        assertThat(broker.bean(Tally.class).count("httptrap", "refused", "unreadable"))
                .isPositive();
    }

    @Test
    void takesHistogramsAndShowsWhoAsksWhatWasUnderstood() throws Exception {
        String body = "{\"h\":{\"_type\":\"h\",\"_value\":[1,\"H[1]=2\"]},\"s\":\"x\",\"z\":null}";
        assertThat(push(body.getBytes(UTF_8), "x-circonus-httptrap-debug", "true")
                        .body())
                .isEqualTo("{\"stats\":3,\"filtered\":0,\"metrics\":{\"h\":{\"_type\":\"h\",\"_value\":\"AAEKAAAD\"},"
                        + "\"s\":{\"_type\":\"s\",\"_value\":\"x\"},\"z\":{\"_type\":\"i\",\"_value\":null}}}");
    }

    @Test
    void letsPagesOfTheOriginsPushThatTheCheckNames() throws Exception {
        UUID open = broker.setCheck(
                "httptrap", "\"secret\":\"s\",\"delimiter\":\".\",\"cors_origin\":\"^https://a[.]example$\"", 1);
        String path = "/module/httptrap/" + open + "/s";
        HttpResponse<String> asked = broker.plain(
                "OPTIONS", path, new byte[0], "Origin", "https://a.example", "Access-Control-Request-Method", "POST");
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains("https://a.example");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods")).contains("POST, PUT, OPTIONS");
        HttpResponse<String> pushed = broker.plain(
                "POST",
                path,
                "{\"a\":{\"b\":1}}".getBytes(UTF_8),
                "Origin",
                "https://b.example",
                "x-circonus-httptrap-debug",
                "true");
        assertThat(pushed.body()).contains("\"a.b\"");
        assertThat(pushed.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void keepsTheSecretOutOfTheLogWhateverHappens(CapturedOutput output) throws Exception {
        push("{\"fine\":1}");
        push("{broken");
        push("/module/httptrap/" + UUID.randomUUID() + "/" + SECRET, "{}");
        push("/module/httptrap/" + trap + "/" + SECRET + "/further", "{}");
        broker.plain("DELETE", "/module/httptrap/" + trap + "/" + SECRET, new byte[0]);
        broker.plain("PUT", "/module/httptrap/" + trap + "/" + SECRET + "%00", new byte[0]);
        assertThat(output.getAll()).doesNotContain(SECRET);
        assertThat(broker.plain("GET", "/nothing", new byte[0]).statusCode()).isEqualTo(404);
        HttpResponse<String> metrics = RunningBroker.send(
                HttpClient.newHttpClient(), "GET", broker.managementUri("/actuator/prometheus"), new byte[0]);
        assertThat(metrics.body()).contains("vedette_broker_samples_total").doesNotContain(SECRET);
    }

    private static HttpResponse<String> push(String json) throws IOException, InterruptedException {
        return push(json.getBytes(UTF_8));
    }

    private static HttpResponse<String> push(byte[] body, String... headers) throws IOException, InterruptedException {
        return broker.plain("PUT", "/module/httptrap/" + trap + "/" + SECRET, body, headers);
    }

    private static HttpResponse<String> push(String path, String json) throws IOException, InterruptedException {
        return broker.plain("POST", path, json.getBytes(UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
