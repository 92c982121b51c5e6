package io.vedette.broker.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Over TLS everything but {@code /module/**} wants the certificate of a stratcon; a handshake with one of another authority never gets here. In the clear there is push alone
 * (and, on the management port, actuator: elsewhere nothing is mapped there). Compares the raw path: what is not plainly allowed is refused.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DoorFilter implements WebFilter {
    private static final String PUSH = "/module/";
    private static final Pattern STRATCON = Pattern.compile("(^|,)CN=stratcon-");
    private static final List<String> IN_THE_CLEAR = List.of(PUSH, "/actuator/");

    /** Where clients of InfluxDB write that cannot be given a path; the secret stands in a header. */
    private static final Set<String> PUSH_AT_THE_ROOT = Set.of("/write", "/api/v2/write", "/query", "/ping");

    private final Revocations revocations;

    DoorFilter(Revocations revocations) {
        this.revocations = revocations;
    }

    /**
     * Answers on another thread than the connection's: Reactor Netty 1.3.7 stops reading a kept-alive connection when a request that had to wait for the one
     * before it is answered at once (reactor-netty#4361).
     */
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> admit(exchange, chain)).subscribeOn(Schedulers.parallel());
    }

    private Mono<Void> admit(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getURI().getRawPath();
        SslInfo tls = request.getSslInfo();
        if (tls == null) {
            boolean allowed = path.equals("/actuator")
                    || PUSH_AT_THE_ROOT.contains(path)
                    || IN_THE_CLEAR.stream().anyMatch(path::startsWith);
            return allowed
                    ? chain.filter(exchange)
                    : refuse(exchange, HttpStatus.NOT_FOUND, "{\"error\":\"not found\"}");
        }
        if (path.startsWith(PUSH) || PUSH_AT_THE_ROOT.contains(path) || isStratcon(tls)) {
            return chain.filter(exchange);
        }
        return refuse(exchange, HttpStatus.FORBIDDEN, "{\"error\":\"this path wants the certificate of a stratcon\"}");
    }

    /** A broker's certificate opens no other broker's feed, and a revoked one opens none. */
    private boolean isStratcon(SslInfo tls) {
        X509Certificate[] shown = tls.getPeerCertificates();
        return shown != null
                && shown.length > 0
                && !revocations.contains(shown[0])
                && STRATCON.matcher(shown[0].getSubjectX500Principal().getName())
                        .find();
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status, String body) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body.getBytes(UTF_8))));
    }
}
