package io.vedette.stratcon.draw;

import com.github.luben.zstd.ZstdInputStream;
import com.google.protobuf.util.JsonFormat;
import io.vedette.contracts.feed.FeedPaths;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dials one broker over mTLS, as the paths of the feed say. Safe for many threads; each open lane is a connection of its own. */
final class BrokerClient implements CheckDoor, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerClient.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

    private final String base;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    BrokerClient(BrokerAddress broker, SSLContext tls) {
        String host = broker.getHost();
        base = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + broker.getPort();
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(TIMEOUT)
                .executor(threads)
                .build();
    }

    OpenedLane open(LaneKind lane) throws IOException, InterruptedException {
        return open(lane, FeedPaths.STORE_SUBSCRIBER);
    }

    OpenedLane open(LaneKind lane, String subscriber) throws IOException, InterruptedException {
        JsonNode opened = json(
                HttpRequest.newBuilder(uri(FeedPaths.SESSIONS + "?lane=" + lane.word() + "&subscriber=" + subscriber))
                        .POST(BodyPublishers.noBody()));
        try {
            return new OpenedLane(
                    opened.path("session").asLong(),
                    UUID.fromString(opened.path("journal").asString()),
                    opened.path("begin").asLong(),
                    opened.path("end").asLong(),
                    opened.path("checkpoint").asLong());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("the broker's answer to a new session cannot be read", e);
        }
    }

    FrameStream durable(OpenedLane lane, long offset) throws IOException, InterruptedException {
        return frames(
                FeedPaths.DURABLE + "?session=" + lane.session() + "&journal=" + lane.journal() + "&offset=" + offset);
    }

    /**
     * @param from where to go on; the broker begins 10 s back when that is later or when there is none
     */
    FrameStream live(OpenedLane lane, @Nullable Position from) throws IOException, InterruptedException {
        String resume = from == null ? "" : "&journal=" + from.journal() + "&offset=" + from.offset();
        return frames(FeedPaths.LIVE + "?session=" + lane.session() + resume);
    }

    /** Everything before the position is stored. */
    void acknowledge(long session, Position position) throws IOException, InterruptedException {
        text(HttpRequest.newBuilder(uri(FeedPaths.CHECKPOINTS + "?session=" + session + "&journal=" + position.journal()
                        + "&offset=" + position.offset()))
                .POST(BodyPublishers.noBody()));
    }

    /** The broker's clock, epoch ms. */
    long clock() throws IOException, InterruptedException {
        return json(HttpRequest.newBuilder(uri(FeedPaths.CLOCK))).path("now").asLong();
    }

    @Override
    public Welcome begin(String webDb, long highestSeq) throws IOException, InterruptedException {
        String query = "?webdb=" + URLEncoder.encode(webDb, StandardCharsets.UTF_8) + "&seq=" + highestSeq;
        try {
            text(HttpRequest.newBuilder(uri(FeedPaths.CHECKS_BEGIN + query)).POST(BodyPublishers.noBody()));
            return Welcome.CURRENT;
        } catch (RefusedByBrokerException e) {
            if (!e.isConflict()) {
                throw e;
            }
            log.warn("a broker does not take this configuration: {}", e.getMessage());
            return e.says("other-web-db") ? Welcome.OTHER_WEB_DB : Welcome.OLDER;
        }
    }

    @Override
    public void revoke(byte[] list) throws IOException, InterruptedException {
        text(HttpRequest.newBuilder(uri(FeedPaths.REVOCATIONS))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(list)));
    }

    @Override
    public Answer set(Check check) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri(FeedPaths.CHECKS_SET + check.getUuid()))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(PRINTER.print(check))));
    }

    @Override
    public Answer delete(UUID check, long seq) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri(FeedPaths.CHECKS_DELETE + check + "?seq=" + seq))
                .DELETE());
    }

    @Override
    public void watch(UUID check, Duration period, Duration lease) throws IOException, InterruptedException {
        text(HttpRequest.newBuilder(uri(FeedPaths.CHECKS_LIVE + check + "?periodMs=" + period.toMillis() + "&leaseMs="
                        + Math.max(1, lease.toMillis())))
                .PUT(BodyPublishers.noBody()));
    }

    @Override
    public List<HeldCheck> show() throws IOException, InterruptedException {
        List<HeldCheck> held = new ArrayList<>();
        for (JsonNode check : json(HttpRequest.newBuilder(uri(FeedPaths.CHECKS_SHOW)))) {
            held.add(new HeldCheck(
                    UUID.fromString(check.path("uuid").asString()),
                    check.path("seq").asLong(),
                    check.path("deleted").asBoolean(false)));
        }
        return held;
    }

    private Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            text(request);
            return Answer.TAKEN;
        } catch (RefusedByBrokerException e) {
            if (e.isConflict()) {
                return Answer.NEWER_HELD;
            }
            if (e.isRejection()) {
                log.warn("a check is rejected: {}", e.getMessage());
                return Answer.REJECTED;
            }
            throw e;
        }
    }

    private FrameStream frames(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Accept", FeedPaths.FRAMES)
                .header("Accept-Encoding", "zstd")
                .build();
        HttpResponse<InputStream> answer = begun(request);
        if (answer.statusCode() != 200) {
            try (InputStream body = answer.body()) {
                String text = new String(body.readNBytes(1000), StandardCharsets.UTF_8);
                throw new RefusedByBrokerException(request.uri().getPath(), answer.statusCode(), text);
            }
        }
        boolean isZstd =
                answer.headers().firstValue("Content-Encoding").orElse("").equals("zstd");
        InputStream body = answer.body();
        return new FrameStream(isZstd ? new ZstdInputStream(body) : body, body);
    }

    /** The answer's head must come in time; its body may take for ever, which a timeout of the request itself would forbid. */
    private HttpResponse<InputStream> begun(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> answer = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException(request.uri().getPath() + " did not answer in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        String text = text(request);
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("the broker's answer is no JSON", e);
        }
    }

    private String text(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.timeout(TIMEOUT).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() < 200 || answer.statusCode() > 299) {
            throw new RefusedByBrokerException(request.uri().getPath(), answer.statusCode(), answer.body());
        }
        return answer.body();
    }

    private URI uri(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    /** Cuts every connection. */
    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
