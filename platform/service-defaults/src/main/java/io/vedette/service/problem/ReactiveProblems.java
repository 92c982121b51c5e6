package io.vedette.service.problem;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.Errors;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells every error of a reactive service in our shapes; what is our own fault is logged once and not told. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@RestControllerAdvice
public class ReactiveProblems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReactiveProblems.class);

    @ExceptionHandler
    Mono<ResponseEntity<Object>> refused(ProblemException e, ServerWebExchange exchange) {
        return Mono.just(ProblemBodies.response(path(exchange), e.problem()));
    }

    @ExceptionHandler
    Mono<ResponseEntity<Object>> failed(Exception e, ServerWebExchange exchange) {
        LOG.atError().setCause(e).addKeyValue("path", path(exchange)).log("request failed");
        Problem problem = Problem.of(500, "internal", "the service failed; its log says why");
        return Mono.just(ProblemBodies.response(path(exchange), problem));
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            @Nullable HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        Problem problem = switch (e) {
            case Errors errors -> Refusals.ofErrors(errors);
            case ErrorResponse response -> Refusals.of(response);
            default -> Problem.of(status.value(), "bad-request", "the request cannot be read");
        };
        return Mono.just(ProblemBodies.response(path(exchange), problem));
    }

    private static String path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value();
    }
}
