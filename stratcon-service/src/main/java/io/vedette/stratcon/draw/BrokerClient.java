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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dials one broker over mTLS, as the paths of the feed say. Safe for many threads; each open lane is a connection of its own. */
final class BrokerClient implements CheckDoor, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerClient.class);
    private static final Timeout TIMEOUT = Timeout.ofSeconds(5);
    /** Lanes, and a request of each beside it. */
    private static final int CONNECTIONS = 16;

    private static final int ERROR_BYTES = 1000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

    private final HttpHost host;
    private final CloseableHttpClient client;
    private final RequestConfig ofLanes;

    /**
     * @param tls says who the broker is, whatever its address
     * @param longestSilence on a lane, before it counts as lost
     */
    BrokerClient(BrokerAddress broker, SSLContext tls, Duration longestSilence) {
        String name = broker.getHost();
        host = new HttpHost("https", name.contains(":") ? "[" + name + "]" : name, broker.getPort());
        client = HttpClients.custom()
                .setConnectionManager(connections(tls))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(TIMEOUT)
                        .setConnectionRequestTimeout(TIMEOUT)
                        .build())
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                // Who we are is the same on all: with a certificate each connection would else be used once.
                .disableConnectionState()
                .build();
        ofLanes = RequestConfig.custom()
                .setResponseTimeout(Timeout.of(longestSilence))
                .setConnectionRequestTimeout(TIMEOUT)
                .build();
    }

    private static HttpClientConnectionManager connections(SSLContext tls) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        tls, HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(TIMEOUT)
                        .setSocketTimeout(TIMEOUT)
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .build();
    }

    OpenedLane open(LaneKind lane) throws IOException {
        return open(lane, FeedPaths.STORE_SUBSCRIBER);
    }

    OpenedLane open(LaneKind lane, String subscriber) throws IOException {
        JsonNode opened = json(new HttpPost(FeedPaths.SESSIONS + "?lane=" + lane.word() + "&subscriber=" + subscriber));
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

    FrameStream durable(OpenedLane lane, long offset) throws IOException {
        return frames(
                FeedPaths.DURABLE + "?session=" + lane.session() + "&journal=" + lane.journal() + "&offset=" + offset);
    }

    /**
     * @param from where to go on; the broker begins 10 s back when that is later or when there is none
     */
    FrameStream live(OpenedLane lane, @Nullable Position from) throws IOException {
        String resume = from == null ? "" : "&journal=" + from.journal() + "&offset=" + from.offset();
        return frames(FeedPaths.LIVE + "?session=" + lane.session() + resume);
    }

    /** Everything before the position is stored. */
    void acknowledge(long session, Position position) throws IOException {
        text(new HttpPost(FeedPaths.CHECKPOINTS + "?session=" + session + "&journal=" + position.journal() + "&offset="
                + position.offset()));
    }

    /** The broker's clock, epoch ms. */
    long clock() throws IOException {
        return json(new HttpGet(FeedPaths.CLOCK)).path("now").asLong();
    }

    @Override
    public Welcome begin(String webDb, long highestSeq) throws IOException {
        String query = "?webdb=" + URLEncoder.encode(webDb, StandardCharsets.UTF_8) + "&seq=" + highestSeq;
        try {
            text(new HttpPost(FeedPaths.CHECKS_BEGIN + query));
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
    public void revoke(byte[] list) throws IOException {
        text(put(FeedPaths.REVOCATIONS, new ByteArrayEntity(list, ContentType.APPLICATION_OCTET_STREAM)));
    }

    @Override
    public Answer set(Check check) throws IOException {
        return answer(put(
                FeedPaths.CHECKS_SET + check.getUuid(),
                new StringEntity(PRINTER.print(check), ContentType.APPLICATION_JSON)));
    }

    @Override
    public Answer delete(UUID check, long seq) throws IOException {
        return answer(new HttpDelete(FeedPaths.CHECKS_DELETE + check + "?seq=" + seq));
    }

    @Override
    public void watch(UUID check, Duration period, Duration lease) throws IOException {
        text(new HttpPut(FeedPaths.CHECKS_LIVE + check + "?periodMs=" + period.toMillis() + "&leaseMs="
                + Math.max(1, lease.toMillis())));
    }

    @Override
    public List<HeldCheck> show() throws IOException {
        List<HeldCheck> held = new ArrayList<>();
        for (JsonNode check : json(new HttpGet(FeedPaths.CHECKS_SHOW))) {
            held.add(new HeldCheck(
                    UUID.fromString(check.path("uuid").asString()),
                    check.path("seq").asLong(),
                    check.path("deleted").asBoolean(false)));
        }
        return held;
    }

    private Answer answer(HttpUriRequestBase request) throws IOException {
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

    private FrameStream frames(String path) throws IOException {
        HttpGet request = new HttpGet(path);
        request.setConfig(ofLanes);
        request.setHeader("Accept", FeedPaths.FRAMES);
        request.setHeader("Accept-Encoding", "zstd");
        ClassicHttpResponse answer = client.executeOpen(host, request, null);
        if (answer.getCode() != 200) {
            try (answer) {
                throw refused(request, answer);
            }
        }
        Header coding = answer.getFirstHeader("Content-Encoding");
        InputStream body = answer.getEntity().getContent();
        boolean isZstd = coding != null && coding.getValue().equals("zstd");
        return new FrameStream(isZstd ? new ZstdInputStream(body) : body, request::cancel);
    }

    private static HttpPut put(String path, HttpEntity body) {
        HttpPut request = new HttpPut(path);
        request.setEntity(body);
        return request;
    }

    private JsonNode json(HttpUriRequestBase request) throws IOException {
        String text = text(request);
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("the broker's answer is no JSON", e);
        }
    }

    private String text(HttpUriRequestBase request) throws IOException {
        return client.execute(host, request, answer -> {
            if (answer.getCode() < 200 || answer.getCode() > 299) {
                throw refused(request, answer);
            }
            return body(answer, Integer.MAX_VALUE);
        });
    }

    private static RefusedByBrokerException refused(HttpUriRequestBase request, ClassicHttpResponse answer)
            throws IOException {
        String path = URI.create(request.getRequestUri()).getPath();
        return new RefusedByBrokerException(path, answer.getCode(), body(answer, ERROR_BYTES));
    }

    private static String body(ClassicHttpResponse answer, int mostBytes) throws IOException {
        HttpEntity entity = answer.getEntity();
        try {
            return entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8, mostBytes);
        } catch (ParseException e) {
            throw new IOException("the broker's answer is of no known type", e);
        }
    }

    /** Cuts every connection. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
