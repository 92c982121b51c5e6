package io.vedette.broker.collectd;

import io.vedette.broker.push.BadBodyException;
import io.vedette.broker.push.PushDoor;
import io.vedette.broker.push.PushDoor.Admission;
import io.vedette.broker.push.PushIngest;
import io.vedette.broker.push.Reading;
import io.vedette.broker.push.ShownCredentials;
import io.vedette.contracts.proto.config.Check;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code POST /module/collectd[/<check uuid>[/<secret>]]} for collectd's write_http, format JSON. Without them in the path the basic user is the check's uuid,
 * the password its secret. 200 once all of it is in the journal.
 */
@RestController
class WriteHttpEndpoint {
    /** collectd shows what it knows only to who asks for it. */
    private static final ResponseEntity<Map<String, Object>> UNASKED = ResponseEntity.status(HttpStatus.UNAUTHORIZED)
            .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"collectd\"")
            .body(Map.of("error", "user and password are wanted"));

    private final PushDoor door;
    private final PushIngest ingest;
    private final ValueNames names;

    WriteHttpEndpoint(PushDoor door, PushIngest ingest, ValueNames names) {
        this.door = door;
        this.ingest = ingest;
        this.names = names;
    }

    @PostMapping({"/module/collectd", "/module/collectd/", "/module/collectd/{uuid}", "/module/collectd/{uuid}/{secret}"
    })
    Mono<ResponseEntity<Map<String, Object>>> write(
            @PathVariable(required = false) @Nullable String uuid,
            @PathVariable(required = false) @Nullable String secret,
            ServerHttpRequest request) {
        ShownCredentials shown = ShownCredentials.of(request.getHeaders());
        if (secret == null && shown.secret() == null) {
            return Mono.just(UNASKED);
        }
        Admission admission = door.admit(
                CollectdType.NAME, uuid == null ? shown.user() : uuid, secret == null ? shown.secret() : secret);
        return switch (admission) {
            case Admission.Turned turned -> Mono.just(turned(turned));
            case Admission.Admitted(Check check) ->
                door.read(CollectdType.NAME, () -> read(check, request), WriteHttpEndpoint::turned);
        };
    }

    private ResponseEntity<Map<String, Object>> read(Check check, ServerHttpRequest request) {
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        Reading reading = ingest.read(check, request.getBody(), encoding, null, (body, samples, nowMs) -> {
            try {
                new WriteHttpReader(names, nowMs, samples::add, samples::refuse).read(body);
            } catch (PacketException e) {
                throw new BadBodyException(HttpStatus.BAD_REQUEST, e.reason(), "no JSON of write_http");
            }
        });
        Reading.Mistake mistake = reading.mistake();
        if (mistake != null) {
            return answer(mistake.status(), Map.of("error", mistake.error(), "stats", reading.stats()));
        }
        int filtered = reading.taken().refused();
        return answer(HttpStatus.OK, Map.of("stats", reading.stats(), "filtered", filtered));
    }

    private static ResponseEntity<Map<String, Object>> turned(Admission.Turned turned) {
        return answer(turned.status(), Map.of("error", turned.error()));
    }

    private static ResponseEntity<Map<String, Object>> answer(HttpStatus status, Map<String, Object> body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
