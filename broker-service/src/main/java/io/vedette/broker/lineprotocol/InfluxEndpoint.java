package io.vedette.broker.lineprotocol;

import io.vedette.broker.push.PushDoor;
import io.vedette.broker.push.PushDoor.Admission;
import io.vedette.broker.push.PushIngest;
import io.vedette.broker.push.PushSettings;
import io.vedette.broker.push.Reading;
import io.vedette.contracts.proto.config.Check;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code POST /write} and {@code /api/v2/write}, at the root or below {@code /module/influxdb/<check uuid>[/<secret>]}, which is what a client is given as its
 * server's URL: 204 once all of it is in the journal, 400 in Influx's shape when lines were bad (the good ones are kept, nothing need be sent again), 503 when
 * the journal takes nothing.
 */
@RestController
class InfluxEndpoint {
    private static final String ROOT = "/module/influxdb/{uuid}";
    private static final String SECRET = ROOT + "/{secret}";
    private static final String V2 = "/api/v2/write";

    private final PushDoor door;
    private final PushIngest ingest;
    private final int maxLine;
    private final SeriesNames names = new SeriesNames();

    InfluxEndpoint(PushDoor door, PushIngest ingest, PushSettings settings) {
        this.door = door;
        this.ingest = ingest;
        maxLine = Math.toIntExact(settings.maxLine().toBytes());
    }

    @PostMapping({"/write", V2, ROOT + "/write", SECRET + "/write", ROOT + V2, SECRET + V2})
    Mono<ResponseEntity<Map<String, String>>> write(
            @PathVariable(required = false) @Nullable String uuid,
            @PathVariable(required = false) @Nullable String secret,
            ServerHttpRequest request) {
        MultiValueMap<String, String> query = request.getQueryParams();
        InfluxCredentials shown = InfluxCredentials.of(uuid, secret, request.getHeaders(), query);
        Optional<Precision> precision =
                Precision.of(Optional.ofNullable(query.getFirst("precision")).orElse(""));
        return switch (door.admit(InfluxType.NAME, shown.check(), shown.secret())) {
            case Admission.Turned turned -> Mono.just(turned(turned));
            case Admission.Admitted(Check check) ->
                precision
                        .map(unit -> read(check, unit, request))
                        .orElseGet(() -> Mono.just(answer(HttpStatus.BAD_REQUEST, "invalid precision")));
        };
    }

    private Mono<ResponseEntity<Map<String, String>>> read(Check check, Precision unit, ServerHttpRequest request) {
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        return door.read(
                InfluxType.NAME,
                () -> {
                    BadLines[] bad = new BadLines[1];
                    Reading reading = ingest.read(check, request.getBody(), encoding, null, (in, samples, nowMs) -> {
                        bad[0] = new BadLines(reason -> samples.refuse(reason, 1));
                        LineParser parser = new LineParser(names, unit, nowMs);
                        new LineReader(parser, maxLine, samples::add, bad[0]).read(in);
                    });
                    return answer(reading, bad[0]);
                },
                InfluxEndpoint::turned);
    }

    /** Telegraf's older output makes its database first; there is none to make. */
    @PostMapping({"/query", ROOT + "/query", SECRET + "/query"})
    ResponseEntity<String> query() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body("{\"results\":[{\"statement_id\":0}]}");
    }

    @GetMapping({"/ping", ROOT + "/ping", SECRET + "/ping"})
    ResponseEntity<Void> ping() {
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<Map<String, String>> answer(Reading reading, @Nullable BadLines bad) {
        Reading.Mistake mistake = reading.mistake();
        if (mistake != null) {
            return answer(mistake.status(), mistake.error());
        }
        if (bad != null && !bad.isEmpty()) {
            return answer(HttpStatus.BAD_REQUEST, bad.message());
        }
        int refused = reading.taken().refused();
        return refused == 0
                ? ResponseEntity.noContent().build()
                : answer(HttpStatus.BAD_REQUEST, "partial write: samples refused dropped=" + refused);
    }

    private static ResponseEntity<Map<String, String>> turned(Admission.Turned turned) {
        HttpStatus status = turned.status() == HttpStatus.FORBIDDEN ? HttpStatus.UNAUTHORIZED : turned.status();
        return answer(status, turned.error());
    }

    /** Both versions' shapes at once. */
    private static ResponseEntity<Map<String, String>> answer(HttpStatus status, String error) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Influxdb-Error", error.lines().findFirst().orElse("").replaceAll("[^ -~]", "?"))
                .body(Map.of("error", error, "code", code(status), "message", error));
    }

    private static String code(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "invalid";
            case UNAUTHORIZED -> "unauthorized";
            case NOT_FOUND -> "not found";
            case CONTENT_TOO_LARGE -> "request too large";
            case SERVICE_UNAVAILABLE -> "unavailable";
            default -> "internal error";
        };
    }
}
