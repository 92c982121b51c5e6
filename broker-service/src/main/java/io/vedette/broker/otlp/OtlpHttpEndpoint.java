package io.vedette.broker.otlp;

import io.vedette.broker.push.PushDoor;
import io.vedette.broker.push.PushDoor.Admission;
import io.vedette.broker.push.PushIngest;
import io.vedette.broker.push.Reading;
import io.vedette.broker.push.ShownCredentials;
import io.vedette.contracts.proto.config.Check;
import org.jspecify.annotations.Nullable;
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

/**
 * {@code POST /module/otlphttp/<check uuid>[/<secret>]/v1/metrics}, Protobuf or JSON, the secret otherwise as bearer token or basic password; also at Circonus'
 * own place. 200 once all of it is in the journal, with the points rejected; 503 asks to send it again.
 */
@RestController
class OtlpHttpEndpoint {
    private static final MediaType PROTOBUF = MediaType.parseMediaType("application/x-protobuf");

    private final PushDoor door;
    private final PushIngest ingest;
    private final OtlpBodies bodies;

    OtlpHttpEndpoint(PushDoor door, PushIngest ingest, OtlpBodies bodies) {
        this.door = door;
        this.ingest = ingest;
        this.bodies = bodies;
    }

    @RequestMapping(
            path = {
                "/module/otlphttp/{uuid}/{secret}/v1/metrics",
                "/module/otlphttp/{uuid}/v1/metrics",
                "/module/otlphttp/v1/{uuid}/{secret}"
            },
            method = {RequestMethod.POST, RequestMethod.PUT})
    Mono<ResponseEntity<byte[]>> export(
            @PathVariable String uuid,
            @PathVariable(required = false) @Nullable String secret,
            ServerHttpRequest request) {
        String type = String.valueOf(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
        boolean json = type.startsWith(MediaType.APPLICATION_JSON_VALUE);
        String shown = secret != null
                ? secret
                : ShownCredentials.of(request.getHeaders()).secret();
        return switch (door.admit(OtlpHttpType.NAME, uuid, shown)) {
            case Admission.Turned turned -> Mono.just(turned(turned, json));
            case Admission.Admitted(Check check) ->
                door.read(OtlpHttpType.NAME, () -> read(check, request, json), turned -> turned(turned, json));
        };
    }

    private ResponseEntity<byte[]> read(Check check, ServerHttpRequest request, boolean json) {
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        Reading reading = ingest.read(
                check,
                request.getBody(),
                encoding,
                null,
                (body, samples, nowMs) -> bodies.read(
                        body, json, new MetricsReader(BucketValue.of(check), nowMs, samples::add, samples::refuse)));
        Reading.Mistake mistake = reading.mistake();
        return mistake == null
                ? answer(HttpStatus.OK, OtlpAnswer.coded(OtlpAnswer.of(reading), json), json)
                : answer(mistake.status(), OtlpAnswer.status(mistake.status(), mistake.error(), json), json);
    }

    private static ResponseEntity<byte[]> turned(Admission.Turned turned, boolean json) {
        return answer(turned.status(), OtlpAnswer.status(turned.status(), turned.error(), json), json);
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, byte[] body, boolean json) {
        return ResponseEntity.status(status)
                .contentType(json ? MediaType.APPLICATION_JSON : PROTOBUF)
                .body(body);
    }
}
