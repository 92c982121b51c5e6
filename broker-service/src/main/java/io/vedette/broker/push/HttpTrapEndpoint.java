package io.vedette.broker.push;

import io.vedette.broker.check.CheckBook;
import io.vedette.broker.intake.Tally;
import io.vedette.contracts.proto.config.Check;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * {@code PUT|POST /module/httptrap/<check uuid>/<secret>}: {@code {"stats":N,"filtered":M}} once all of it is in the journal. 404 for no such check, 403
 * for another secret, 406 with the position for broken JSON (what came before is kept), 413 for a body too long, 503 when the journal takes nothing.
 * With {@code Idempotency-Key} a push that is sent again counts as {@code repeat}, also without timestamps; in such a push a stream's equal values are
 * one. Every failure is answered here, so that no framework logs the path, in which the secret stands.
 */
@RestController
class HttpTrapEndpoint {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final CheckBook checks;
    private final TrapIngest ingest;
    private final Tally tally;
    private final Semaphore places;
    private final Scheduler readers =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "push");

    HttpTrapEndpoint(CheckBook checks, TrapIngest ingest, Tally tally, PushSettings settings) {
        this.checks = checks;
        this.ingest = ingest;
        this.tally = tally;
        places = new Semaphore(settings.maxConcurrent());
    }

    @RequestMapping(
            path = "/module/httptrap/{uuid}/{secret}",
            method = {RequestMethod.PUT, RequestMethod.POST})
    Mono<ResponseEntity<TrapAnswer>> push(
            @PathVariable String uuid, @PathVariable String secret, ServerHttpRequest request) {
        Optional<Check> check = trap(uuid);
        if (check.isEmpty()) {
            return Mono.just(refuse("no_such_check", HttpStatus.NOT_FOUND, "no such httptrap check"));
        }
        if (!isSecret(check.get(), secret)) {
            return Mono.just(refuse("wrong_secret", HttpStatus.FORBIDDEN, "secret mismatch"));
        }
        if (!places.tryAcquire()) {
            return Mono.just(refuse("busy", HttpStatus.SERVICE_UNAVAILABLE, "too many pushes at once, try again"));
        }
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        String key = request.getHeaders().getFirst(IDEMPOTENCY_KEY);
        return Mono.fromCallable(() -> answer(ingest.read(check.get(), request.getBody(), encoding, key)))
                .subscribeOn(readers)
                .doFinally(signal -> places.release());
    }

    private Optional<Check> trap(String uuid) {
        try {
            return checks.find(UUID.fromString(uuid))
                    .filter(check -> check.getActive() && check.getType().equals(HttpTrapType.NAME));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSecret(Check check, String secret) {
        String wanted = check.getConfigOrDefault("secret", "");
        return !wanted.isEmpty()
                && MessageDigest.isEqual(
                        wanted.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private ResponseEntity<TrapAnswer> refuse(String reason, HttpStatus status, String error) {
        tally.received(HttpTrapType.NAME, 1);
        tally.refused(HttpTrapType.NAME, reason, 1);
        return answer(new TrapIngest.Outcome(status, TrapAnswer.error(error)));
    }

    private static ResponseEntity<TrapAnswer> answer(TrapIngest.Outcome outcome) {
        return ResponseEntity.status(outcome.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(outcome.answer());
    }
}
