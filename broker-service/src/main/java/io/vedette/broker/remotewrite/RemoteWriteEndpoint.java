package io.vedette.broker.remotewrite;

import io.vedette.broker.push.BadBodyException;
import io.vedette.broker.push.MessageRoom;
import io.vedette.broker.push.MessageRoom.Message;
import io.vedette.broker.push.PushDoor;
import io.vedette.broker.push.PushDoor.Admission;
import io.vedette.broker.push.PushIngest;
import io.vedette.broker.push.Reading;
import io.vedette.broker.push.ShownCredentials;
import io.vedette.broker.push.Submission;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.xerial.snappy.Snappy;
import reactor.core.publisher.Mono;

/**
 * {@code POST /module/prometheus/<check uuid>[/<secret>]}, the secret otherwise as bearer token or basic password: 204 once all of it is in the journal. 400
 * tells Prometheus not to send it again, 503 to do so.
 */
@RestController
class RemoteWriteEndpoint {
    private static final String SECOND = "io.prometheus.write.v2.request";
    private static final String WRITTEN = "X-Prometheus-Remote-Write-";

    private final PushDoor door;
    private final PushIngest ingest;
    private final MessageRoom room;
    private final LabelNames.Cache names = new LabelNames.Cache();

    RemoteWriteEndpoint(PushDoor door, PushIngest ingest, MessageRoom room) {
        this.door = door;
        this.ingest = ingest;
        this.room = room;
    }

    @PostMapping({"/module/prometheus/{uuid}", "/module/prometheus/{uuid}/{secret}"})
    Mono<ResponseEntity<String>> write(
            @PathVariable String uuid,
            @PathVariable(required = false) @Nullable String secret,
            ServerHttpRequest request) {
        String shown = secret != null
                ? secret
                : ShownCredentials.of(request.getHeaders()).secret();
        return switch (door.admit(RemoteWriteType.NAME, uuid, shown)) {
            case Admission.Turned turned -> Mono.just(turned(turned));
            case Admission.Admitted(Check check) ->
                door.read(RemoteWriteType.NAME, () -> read(check, request), RemoteWriteEndpoint::turned);
        };
    }

    private ResponseEntity<String> read(Check check, ServerHttpRequest request) {
        Counts counts = new Counts();
        Reading reading = ingest.read(check, request.getBody(), null, null, (body, samples, nowMs) -> {
            boolean second = isSecond(request.getHeaders());
            read(body, samples, second, counts);
        });
        return answer(reading, counts);
    }

    /** What the answer tells beyond what became of the samples. */
    private static final class Counts {
        private int histograms;
        private int harmless;
    }

    private void read(InputStream body, Submission samples, boolean second, Counts counts) throws IOException {
        try (Message message = room.read(body)) {
            byte[] plain = uncompressed(message);
            WriteRequestReader reader =
                    new WriteRequestReader(plain, plain.length, names, samples::add, samples::refuse);
            try {
                if (second) {
                    reader.readSecond();
                } else {
                    reader.readFirst();
                }
            } finally {
                counts.histograms = reader.histograms();
                counts.harmless = reader.harmless();
            }
        } catch (ProtoCursor.MalformedException e) {
            throw new BadBodyException(HttpStatus.BAD_REQUEST, "bad_protobuf", String.valueOf(e.getMessage()));
        }
    }

    private static byte[] uncompressed(Message message) throws IOException {
        int size;
        try {
            size = Snappy.uncompressedLength(message.bytes(), 0, message.length());
        } catch (IOException e) {
            throw new BadBodyException(HttpStatus.BAD_REQUEST, "bad_snappy", "the body is not packed with snappy");
        }
        message.reserve(size);
        byte[] plain = new byte[size];
        try {
            Snappy.uncompress(message.bytes(), 0, message.length(), plain, 0);
        } catch (IOException e) {
            throw new BadBodyException(HttpStatus.BAD_REQUEST, "bad_snappy", "the body is not packed with snappy");
        }
        return plain;
    }

    /** Which version the sender speaks; the first when it does not say. */
    private static boolean isSecond(HttpHeaders headers) throws BadBodyException {
        String encoding = String.valueOf(headers.getFirst(HttpHeaders.CONTENT_ENCODING));
        String type = String.valueOf(headers.getFirst(HttpHeaders.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
        if (!encoding.equalsIgnoreCase("snappy") || !type.startsWith("application/x-protobuf")) {
            throw new BadBodyException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "bad_encoding", "taken is application/x-protobuf, snappy");
        }
        return type.contains(SECOND);
    }

    private static ResponseEntity<String> answer(Reading reading, Counts counts) {
        Reading.Mistake mistake = reading.mistake();
        int faults = reading.taken().refused() - counts.harmless;
        int histograms = Math.min(counts.histograms, reading.stats());
        HttpStatus status =
                mistake != null ? mistake.status() : faults > 0 ? HttpStatus.BAD_REQUEST : HttpStatus.NO_CONTENT;
        String partly = faults + " samples were refused, " + reading.stats() + " are kept";
        return ResponseEntity.status(status)
                .header(WRITTEN + "Samples-Written", Integer.toString(reading.stats() - histograms))
                .header(WRITTEN + "Histograms-Written", Integer.toString(histograms))
                .header(WRITTEN + "Exemplars-Written", "0")
                .body(mistake != null ? mistake.error() : faults > 0 ? partly : null);
    }

    private static ResponseEntity<String> turned(Admission.Turned turned) {
        return ResponseEntity.status(turned.status()).body(turned.error());
    }
}
