package io.vedette.stratcon.data;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.stratcon.config.Accounts;
import io.vedette.stratcon.data.DataQuestion.Series;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Several streams in one call. */
@RestController
class DataEndpoint {
    private final SeriesReading reading;
    private final DataSettings settings;
    private final Accounts accounts;

    DataEndpoint(SeriesReading reading, DataSettings settings, Accounts accounts) {
        this.reading = reading;
        this.settings = settings;
        this.accounts = accounts;
    }

    /** Streams in the order they were asked for, or what was made of them. */
    record Answer(List<Series> streams) {}

    /**
     * {@code stream} (repeatable), {@code start}, {@code end} (epoch s), {@code rollup} (1m, 5m, 30m, 1h, 1d; by default the finest with at most 1,500
     * points), {@code function} (count, sum, min, max, average, stddev, first, last, derivative, counter, counter_stddev, p50 to p99.99 and any other percentile,
     * histogram, text: its changes; by default average), {@code reduce} (none, sum, mean, min, max: of the values; merge: of the samples; topk: the
     * {@code k} streams with the greatest mean), {@code timezone} (where days begin at midnight; by default the
     * account's own). 400 names every wrong parameter, 422 the limit, or the stream that keeps no samples to take a percentile of.
     */
    @GetMapping(path = "/api/data", produces = MediaType.APPLICATION_JSON_VALUE)
    @Parameter(in = QUERY, name = "stream", required = true, array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(in = QUERY, name = "start", required = true, schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "end", required = true, schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "rollup")
    @Parameter(in = QUERY, name = "function")
    @Parameter(in = QUERY, name = "reduce")
    @Parameter(in = QUERY, name = "timezone")
    @Parameter(in = QUERY, name = "k", schema = @Schema(type = "integer"))
    Answer data(
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        return new Answer(series(caller, parameters));
    }

    /** The same as comma-separated values: a line for each window, a column for each stream; nothing where there is no value. */
    @GetMapping(path = "/api/data/csv", produces = "text/csv")
    @Parameter(in = QUERY, name = "stream", required = true, array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(in = QUERY, name = "start", required = true, schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "end", required = true, schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "rollup")
    @Parameter(in = QUERY, name = "function")
    @Parameter(in = QUERY, name = "reduce")
    @Parameter(in = QUERY, name = "timezone")
    @Parameter(in = QUERY, name = "k", schema = @Schema(type = "integer"))
    String csv(
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        if ("text".equals(parameters.getFirst("function"))) {
            throw Problem.invalid("function", "texts have no table: each stream changes at times of its own");
        }
        return Csv.of(series(caller, parameters));
    }

    private List<Series> series(Caller caller, MultiValueMap<String, String> parameters) {
        long account = caller.account();
        return reading.of(account, DataQuestion.read(new Questions(parameters), settings, accounts.zone(account)));
    }
}
