package io.vedette.stratcon.data;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.proto.config.Check;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.stratcon.config.Checks;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StoredNumeric;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One stream, in the shapes of Circonus' API v2. */
@RestController
class CirconusDataEndpoint {
    private static final Pattern ID = Pattern.compile("/?(\\d{1,18})_(.+)", Pattern.DOTALL);
    private static final List<Integer> PERIODS = List.of(60, 300, 1800, 3600, 10_800, 86_400);
    private static final String SECOND = "must be a second since the epoch";

    private final RollupStore store;
    private final Checks checks;
    private final DataSettings settings;

    CirconusDataEndpoint(RollupStore store, Checks checks, DataSettings settings) {
        this.store = store;
        this.checks = checks;
        this.settings = settings;
    }

    /**
     * @param cid {@code /data/<check id>_<metric>}
     * @param data one entry per window, in the format asked for
     */
    record Answer(@JsonProperty("_cid") String cid, List<Object> data) {}

    /**
     * {@code type} (numeric or text), {@code start}, {@code end} (epoch s), {@code period} (60, 300, 1800, 3600, 10800, 86400; by default 300),
     * {@code format} (legacy, tuple or object; by default legacy). Windows without samples have null. 404 for a check of another account.
     */
    @GetMapping("/v2/data/{*id}")
    @Parameter(in = QUERY, name = "type", required = true)
    @Parameter(in = QUERY, name = "start", required = true, schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "end", required = true, schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "period", schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "format")
    Answer data(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        Questions questions = new Questions(parameters);
        String type = questions.required(
                "type", "", "must be numeric or text; histograms are not kept", text -> oneOf(text, "numeric", "text"));
        long start = questions.required("start", 0L, SECOND, Questions::second);
        long end = questions.required("end", 1L, SECOND, Questions::second);
        int period = questions.read(
                "period",
                300,
                "must be one of " + PERIODS,
                text -> Optional.of(Integer.valueOf(text)).filter(PERIODS::contains));
        CirconusFormat format = questions.read(
                "format", CirconusFormat.LEGACY, "must be legacy, tuple or object", CirconusFormat::ofWord);
        if (end <= start) {
            questions.wrong("end", "must be after start");
        }
        questions.refuseWrong();
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            throw Problem.notFound("data are those of <check id>_<metric>");
        }
        StreamId stream = new StreamId(check(caller, Long.parseLong(parts.group(1))), parts.group(2));
        Windows windows = new Windows(start, end, period);
        return new Answer(
                "/data/" + parts.group(1) + "_" + parts.group(2),
                type.equals("text") ? texts(caller, stream, windows) : numbers(caller, stream, windows, format));
    }

    private List<Object> numbers(Caller caller, StreamId stream, Windows windows, CirconusFormat format) {
        if (windows.count() > settings.mostPoints()) {
            throw Problem.tooMuch(
                    "period", "asks for " + windows.count() + " points, at most " + settings.mostPoints());
        }
        List<StoredNumeric> cells = Reading.of(() -> store.numeric(
                        caller.account(), List.of(stream), windows.rollup(), windows.beforeS(), windows.endS()))
                .getOrDefault(stream, List.of());
        return windows.map(cells, format::entry);
    }

    private List<Object> texts(Caller caller, StreamId stream, Windows windows) {
        return List.copyOf(TextChanges.of(
                Reading.of(() -> store.text(caller.account(), stream, windows.firstS(), windows.endS()))));
    }

    private UUID check(Caller caller, long checkId) {
        Optional<Check> known = checks.find(checkId).filter(check -> check.getAccountId() == caller.account());
        if (known.isEmpty() && !isComplete()) {
            throw Problem.unavailable("the checks are not known yet: Kafka does not answer");
        }
        return known.map(check -> UUID.fromString(check.getUuid()))
                .orElseThrow(() -> Problem.notFound("no check " + checkId));
    }

    private boolean isComplete() {
        try {
            return checks.awaitComplete(0, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<String> oneOf(String text, String... words) {
        return Optional.of(text).filter(List.of(words)::contains);
    }
}
