package io.vedette.broker.check;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.vedette.contracts.proto.config.Check;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * One HTTP request of a check, on a connection of its own so that connecting can be timed.
 *
 * @param status HTTP status code
 * @param body at most the first {@code limit} bytes
 * @param bytes how many came in all
 * @param connectMs from the start until connected, TLS included
 * @param firstByteMs from the start until the head of the answer
 * @param durationMs from the start until the last byte
 */
record HttpExchange(int status, byte[] body, long bytes, long connectMs, long firstByteMs, long durationMs) {
    private static final String HEADER = "header_";
    private static final ConnectionProvider EACH_ITS_OWN = ConnectionProvider.newConnection();

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean isTruncated() {
        return bytes > body.length;
    }

    /**
     * Asks as the check's configuration says: {@code url}, {@code method}, {@code payload}, {@code header_X}, {@code auth_user} and
     * {@code auth_password}, {@code redirects}.
     *
     * @param limit bytes of the body to keep
     */
    static HttpExchange of(Check check, int limit) {
        Timing timing = new Timing();
        HttpExchange exchange = client(check, timing)
                .request(HttpMethod.valueOf(
                        check.getConfigOrDefault("method", "GET").toUpperCase(Locale.ROOT)))
                .uri(check.getConfigOrThrow("url"))
                .send(ByteBufMono.fromString(Mono.just(check.getConfigOrDefault("payload", ""))))
                .response((response, content) -> content.asByteArray()
                        .reduceWith(() -> new Kept(limit), Kept::with)
                        .map(kept -> timing.ended(response, kept)))
                .single()
                .block(Duration.ofMillis(check.getTimeoutMs()));
        return Objects.requireNonNull(exchange);
    }

    private static HttpClient client(Check check, Timing timing) {
        int redirects = Integer.parseInt(check.getConfigOrDefault("redirects", "0"));
        return HttpClient.create(EACH_ITS_OWN)
                .resolver(DefaultAddressResolverGroup.INSTANCE)
                .compress(true)
                .responseTimeout(Duration.ofMillis(check.getTimeoutMs()))
                .followRedirect((request, response) ->
                        response.status().code() / 100 == 3 && request.redirectedFrom().length < redirects)
                .headers(headers -> {
                    headers.set("User-Agent", "Vedette");
                    authorization(check).forEach(headers::set);
                    check.getConfigMap().forEach((key, value) -> {
                        if (key.startsWith(HEADER)) {
                            headers.set(key.substring(HEADER.length()), value);
                        }
                    });
                })
                .doOnConnected(connection -> timing.connected())
                .doOnResponse((response, connection) -> timing.firstByte());
    }

    private static Map<String, String> authorization(Check check) {
        String user = check.getConfigOrDefault("auth_user", "");
        if (user.isEmpty()) {
            return Map.of();
        }
        String pair = user + ":" + check.getConfigOrDefault("auth_password", "");
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** When what happened; written by the connection's event loop, read there. */
    private static final class Timing {
        private final long start = System.nanoTime();
        private long connected;
        private long firstByte;

        void connected() {
            connected = sinceStart();
        }

        void firstByte() {
            firstByte = sinceStart();
        }

        HttpExchange ended(HttpClientResponse response, Kept kept) {
            return new HttpExchange(
                    response.status().code(), kept.bytes(), kept.total, connected, firstByte, sinceStart());
        }

        private long sinceStart() {
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }

    /** The beginning of a body, and how long all of it was. */
    private static final class Kept {
        private final int limit;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long total;

        Kept(int limit) {
            this.limit = limit;
        }

        Kept with(byte[] more) {
            kept.write(more, 0, Math.min(more.length, limit - kept.size()));
            total += more.length;
            return this;
        }

        byte[] bytes() {
            return kept.toByteArray();
        }
    }
}
