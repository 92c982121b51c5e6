package io.vedette.broker.push;

import io.vedette.broker.push.PushDoor.Admission;
import io.vedette.contracts.proto.config.Check;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Answers what a browser asks before it pushes from a page of another origin: a filter, since the framework answers such questions before any endpoint. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class TrapPreflight implements WebFilter {
    private static final PathPattern TRAP = PathPatternParser.defaultInstance.parse("/module/httptrap/{uuid}/{secret}");

    private final PushDoor door;

    TrapPreflight(PushDoor door) {
        this.door = door;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        PathMatchInfo trap =
                exchange.getRequest().getMethod().equals(HttpMethod.OPTIONS) ? TRAP.matchAndExtract(path) : null;
        if (trap == null) {
            return chain.filter(exchange);
        }
        String uuid = trap.getUriVariables().get("uuid");
        String secret = trap.getUriVariables().get("secret");
        ResponseEntity<Void> answer = switch (door.admit(HttpTrapType.NAME, uuid, secret)) {
            case Admission.Turned turned ->
                ResponseEntity.status(turned.status()).build();
            case Admission.Admitted(Check check) ->
                TrapOrigin.allow(
                        check,
                        exchange.getRequest().getHeaders(),
                        ResponseEntity.noContent().build());
        };
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(answer.getStatusCode());
        response.getHeaders().putAll(answer.getHeaders());
        return response.setComplete();
    }
}
