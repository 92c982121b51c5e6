package io.vedette.stratcon.data;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.contracts.batch.MetricType;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.stratcon.store.KnownStream;
import io.vedette.stratcon.store.StreamCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which streams there are. */
@RestController
class StreamsEndpoint {
    private static final int USUAL_SIZE = 100;
    private static final int MOST_SIZE = 1_000;
    private static final int MOST_FROM = 10_000_000;

    private final StreamCatalogue catalogue;
    private final Reading reading;

    StreamsEndpoint(StreamCatalogue catalogue, Reading reading) {
        this.catalogue = catalogue;
        this.reading = reading;
    }

    /**
     * @param stream as {@code /api/data} and SSE take it
     * @param check uuid
     * @param type numeric, text or histogram
     * @param lastSeen time of its youngest sample, epoch s, up to a minute behind; of more than 100,000 streams up to two minutes for each of these
     */
    record StreamView(String stream, UUID check, String name, String type, long lastSeen) {}

    /**
     * {@code check} (uuid), {@code search} (part of the name, in any case, with {@code *} and {@code ?}), {@code query} (of tags:
     * {@code and(env:prod,or(dc:a*,dc:/b[0-9]/),not(__name:tmp*))}, also {@code __check_uuid:} and {@code __activity:from-to}), {@code size} (1 to 1000,
     * 100), {@code from} (0); in the order of check and name.
     */
    @GetMapping("/api/streams")
    @Parameter(in = QUERY, name = "check")
    @Parameter(in = QUERY, name = "search")
    @Parameter(in = QUERY, name = "query")
    @Parameter(in = QUERY, name = "size", schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "from", schema = @Schema(type = "integer"))
    List<StreamView> streams(
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        Questions questions = new Questions(parameters);
        Optional<UUID> check = questions.read("check", "must be a uuid", text -> Optional.of(UUID.fromString(text)));
        String search = questions.read("search", "", "", Optional::of);
        int size = questions.read(
                "size", USUAL_SIZE, "must be 1 to " + MOST_SIZE, text -> Questions.between(text, 1, MOST_SIZE));
        int from =
                questions.read("from", 0, "must be 0 to " + MOST_FROM, text -> Questions.between(text, 0, MOST_FROM));
        String query = questions.read("query", "", "", Optional::of);
        questions.refuseWrong();
        return found(caller, check, search, query, size, from).stream()
                .map(StreamsEndpoint::view)
                .toList();
    }

    private List<KnownStream> found(
            Caller caller, Optional<UUID> check, String search, String query, int size, int from) {
        try {
            return reading.of(() -> catalogue.search(caller.account(), check, search, query, size, from));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("query", String.valueOf(e.getMessage()));
        }
    }

    private static StreamView view(KnownStream known) {
        return new StreamView(
                known.stream().toString(),
                known.stream().check(),
                known.stream().name(),
                word(known.type()),
                known.lastSeenMs() / 1000);
    }

    private static String word(MetricType type) {
        return switch (type) {
            case INT32, UINT32, INT64, UINT64, DOUBLE -> "numeric";
            case TEXT -> "text";
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> "histogram";
        };
    }
}
