package io.vedette.broker.push;

import io.vedette.broker.push.PushDoor.Admission;
import io.vedette.contracts.proto.config.Check;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code PUT|POST /module/httptrap/<check uuid>/<secret>}: {@code {"stats":N,"filtered":M}} once all of it is in the journal. 404 for no such check, 403
 * for another secret, 406 with the position for broken JSON (what came before is kept), 413 for a body too long, 503 when the journal takes nothing.
 * With {@code Idempotency-Key} a push that is sent again counts as {@code repeat}, also without timestamps; in such a push a stream's equal values are
 * one. {@code x-circonus-httptrap-debug: true} shows what was understood. Every failure is answered here, so that no framework logs the path, in which the secret stands.
 */
@RestController
class HttpTrapEndpoint {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String DEBUG = "x-circonus-httptrap-debug";

    private final PushDoor door;
    private final TrapIngest ingest;

    HttpTrapEndpoint(PushDoor door, TrapIngest ingest) {
        this.door = door;
        this.ingest = ingest;
    }

    @RequestMapping(
            path = "/module/httptrap/{uuid}/{secret}",
            method = {RequestMethod.PUT, RequestMethod.POST})
    Mono<ResponseEntity<TrapAnswer>> push(
            @PathVariable String uuid, @PathVariable String secret, ServerHttpRequest request) {
        return switch (door.admit(HttpTrapType.NAME, uuid, secret)) {
            case Admission.Turned turned -> Mono.just(refused(turned));
            case Admission.Admitted(Check check) ->
                read(check, request).map(answer -> TrapOrigin.allow(check, request.getHeaders(), answer));
        };
    }

    private Mono<ResponseEntity<TrapAnswer>> read(Check check, ServerHttpRequest request) {
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        String key = request.getHeaders().getFirst(IDEMPOTENCY_KEY);
        TrapEcho echo = "true".equals(request.getHeaders().getFirst(DEBUG)) ? new TrapEcho() : null;
        return door.read(
                HttpTrapType.NAME,
                () -> answer(ingest.read(check, request.getBody(), encoding, key, echo)),
                HttpTrapEndpoint::refused);
    }

    private static ResponseEntity<TrapAnswer> refused(Admission.Turned turned) {
        return answer(new TrapIngest.Outcome(turned.status(), TrapAnswer.error(turned.error())));
    }

    private static ResponseEntity<TrapAnswer> answer(TrapIngest.Outcome outcome) {
        return ResponseEntity.status(outcome.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(outcome.answer());
    }
}
