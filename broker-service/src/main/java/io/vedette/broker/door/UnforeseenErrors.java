package io.vedette.broker.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/**
 * Answers with 500 what no endpoint foresaw, and logs it without the request: its path or query may hold the secret of a push. Comes before Boot's handler,
 * which logs both.
 */
@Component
@Order(-2)
class UnforeseenErrors implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(UnforeseenErrors.class);
    private static final byte[] BODY = "{\"error\":\"internal error\"}".getBytes(UTF_8);

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        boolean isForeseen =
                failure instanceof ErrorResponse || DisconnectedClientHelper.isClientDisconnectedException(failure);
        if (isForeseen || !response.setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR)) {
            return Mono.error(failure);
        }
        log.atError().setCause(new Bare(failure)).log("A request failed");
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(BODY)));
    }

    /** A failure without what Reactor adds to it: where it passed, which names the request. */
    private static final class Bare extends Exception {
        private static final long serialVersionUID = 1L;

        Bare(Throwable failure) {
            super(failure.toString(), of(failure.getCause()), false, true);
            setStackTrace(failure.getStackTrace());
        }

        private static @Nullable Bare of(@Nullable Throwable cause) {
            return cause == null ? null : new Bare(cause);
        }
    }
}
