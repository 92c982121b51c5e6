package io.vedette.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one SSE connection on a thread of its own and keeps what came. */
public final class SseReader implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final InputStream body;
    private volatile boolean ended;
    private volatile boolean begun;

    private SseReader(InputStream body) {
        this.body = body;
        Thread.ofVirtual().name("sse-reader").start(this::read);
    }

    /** Opens the connection and waits for its first line. */
    public static SseReader open(int port, String pathAndQuery, long account, Map<String, String> headers) {
        HttpRequest.Builder request = request(port, pathAndQuery)
                .header("Accept", "text/event-stream")
                .header("Cookie", "vedette_session=" + TestIdentity.token(account));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            SseReader reader = new SseReader(answer.body());
            await().atMost(Duration.ofSeconds(10)).until(() -> reader.begun);
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public static SseReader open(int port, String pathAndQuery, long account) {
        return open(port, pathAndQuery, account, Map.of());
    }

    /** A request that is expected to be refused, or a plain one. */
    public static HttpResponse<String> get(int port, String pathAndQuery, String... headers) {
        HttpRequest.Builder request = request(port, pathAndQuery);
        try {
            return CLIENT.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder request(int port, String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
                .timeout(Duration.ofSeconds(20));
    }

    /** Everything of this name so far, in order. */
    public List<JsonNode> named(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .map(Event::data)
                .toList();
    }

    public List<Event> events() {
        return events;
    }

    public boolean hasEnded() {
        return ended;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String name = "";
            String id = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                begun = true;
                if (line.startsWith("event:")) {
                    name = line.substring(6);
                } else if (line.startsWith("id:")) {
                    id = line.substring(3);
                } else if (line.startsWith("data:")) {
                    events.add(new Event(name, id, JSON.readTree(line.substring(5))));
                }
            }
        } catch (IOException e) {
            // The other end or the test closed it.
            begun = true;
        }
        ended = true;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One event with data. */
    public record Event(String name, String id, JsonNode data) {}
}
