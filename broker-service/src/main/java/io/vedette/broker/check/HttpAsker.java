package io.vedette.broker.check;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Asks a URL as a check's configuration says, each time on a connection of its own so that connecting can be timed: {@code url}, {@code method},
 * {@code payload}, {@code header_X}, {@code auth_method} with {@code auth_user} and {@code auth_password}, {@code redirects}, and the keys of
 * {@link ClientTls}.
 */
@Component
class HttpAsker {
    private static final String HEADER = "header_";
    private static final int UNAUTHORIZED = 401;
    private static final ConnectionProvider EACH_ITS_OWN = ConnectionProvider.newConnection();

    private final ClientTls tls;

    HttpAsker(ClientTls tls) {
        this.tls = tls;
    }

    ClientTls tls() {
        return tls;
    }

    /**
     * Asks once; once more when the other side wants to be told who asks.
     *
     * @param limit bytes of the body to keep
     * @throws TlsRefusedException when the other side's certificate is not trusted
     */
    HttpExchange ask(Check check, int limit) throws GeneralSecurityException, IOException {
        return ask(check, limit, Map.of());
    }

    /** The same with headers that the check's own may replace. */
    HttpExchange ask(Check check, int limit, Map<String, String> headers) throws GeneralSecurityException, IOException {
        CertificateWitness witness = tls.witness(check);
        Timing timing = new Timing(witness);
        HttpLogin login = new HttpLogin(check);
        try {
            Answer first = once(check, limit, headers, login.atOnce(), timing);
            String challenge = first.challenge();
            if (first.exchange().status() != UNAUTHORIZED || challenge == null || !login.answers(challenge)) {
                return first.exchange();
            }
            return once(check, limit, headers, login.answer(challenge), timing).exchange();
        } catch (RuntimeException e) {
            if (witness.saw() && !witness.error().isEmpty()) {
                throw new TlsRefusedException(witness, e);
            }
            throw e;
        }
    }

    private record Answer(HttpExchange exchange, @Nullable String challenge) {}

    private Answer once(
            Check check, int limit, Map<String, String> headers, @Nullable String authorization, Timing timing)
            throws GeneralSecurityException, IOException {
        HttpClient client = client(check, timing).headers(all -> {
            all.set("User-Agent", "Vedette");
            headers.forEach(all::set);
            if (authorization != null) {
                all.set("Authorization", authorization);
            }
            check.getConfigMap().forEach((key, value) -> {
                if (key.startsWith(HEADER)) {
                    all.set(key.substring(HEADER.length()), value);
                }
            });
        });
        return Objects.requireNonNull(client.request(HttpMethod.valueOf(method(check)))
                .uri(check.getConfigOrThrow("url"))
                .send(ByteBufMono.fromString(Mono.just(check.getConfigOrDefault("payload", ""))))
                .response((response, content) -> content.asByteArray()
                        .reduceWith(() -> new KeptBody(limit), KeptBody::with)
                        .map(kept -> new Answer(
                                timing.ended(response, kept),
                                response.responseHeaders().get("WWW-Authenticate"))))
                .single()
                .block(Duration.ofMillis(check.getTimeoutMs())));
    }

    static String method(Check check) {
        return check.getConfigOrDefault("method", "GET").toUpperCase(Locale.ROOT);
    }

    private HttpClient client(Check check, Timing timing) throws GeneralSecurityException, IOException {
        int redirects = Integer.parseInt(check.getConfigOrDefault("redirects", "0"));
        HttpClient client = HttpClient.create(EACH_ITS_OWN)
                .resolver(DefaultAddressResolverGroup.INSTANCE)
                .compress(true)
                .doOnChannelInit(
                        (observer, channel, remote) -> channel.pipeline().addFirst(new ReachGuard()))
                .responseTimeout(Duration.ofMillis(check.getTimeoutMs()))
                .followRedirect((request, response) ->
                        response.status().code() / 100 == 3 && request.redirectedFrom().length < redirects)
                .doOnConnected(timing::connected)
                .doOnResponse((response, connection) -> timing.firstByte());
        if (!check.getConfigOrDefault("url", "").startsWith("https:") && redirects == 0) {
            return client;
        }
        SslContext context = context(check, timing.witness);
        return client.secure(spec -> spec.sslContext(context));
    }

    private SslContext context(Check check, CertificateWitness witness) throws GeneralSecurityException, IOException {
        SslContextBuilder builder =
                SslContextBuilder.forClient().sslProvider(SslProvider.JDK).trustManager(witness);
        KeyManager[] keys = tls.keys(check);
        if (keys.length > 0) {
            builder.keyManager(keys[0]);
        }
        List<String> ciphers = ClientTls.ciphers(check);
        if (!ciphers.isEmpty()) {
            builder.ciphers(ciphers);
        }
        return builder.build();
    }

    /** The other side's certificate is not trusted; nothing was asked. */
    static final class TlsRefusedException extends SSLException {
        private static final long serialVersionUID = 1L;
        private final transient CertificateWitness witness;

        TlsRefusedException(CertificateWitness witness, Throwable cause) {
            super("TLS: " + witness.error(), cause);
            this.witness = witness;
        }

        /** What the check says then: the certificate, and why not. */
        CheckResult result(long nowMs) {
            return new CheckResult(false, false, "TLS: " + witness.error(), witness.samples(nowMs, null));
        }
    }

    /** When what happened; written by the connection's event loop, read there. */
    private static final class Timing {
        private final CertificateWitness witness;
        private final long start = System.nanoTime();
        private long connected;
        private long firstByte;
        private @Nullable SSLSession session;

        Timing(CertificateWitness witness) {
            this.witness = witness;
        }

        void connected(Connection connection) {
            connected = sinceStart();
            SslHandler handler = connection.channel().pipeline().get(SslHandler.class);
            session = handler == null ? null : handler.engine().getSession();
        }

        void firstByte() {
            firstByte = sinceStart();
        }

        HttpExchange ended(HttpClientResponse response, KeptBody kept) {
            return new HttpExchange(
                    response.status().code(),
                    response.responseHeaders().get("Content-Type", ""),
                    kept.bytes(),
                    kept.total(),
                    connected,
                    firstByte,
                    sinceStart(),
                    witness,
                    session);
        }

        private long sinceStart() {
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }
}
