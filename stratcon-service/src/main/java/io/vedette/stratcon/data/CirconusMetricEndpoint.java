package io.vedette.stratcon.data;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.stratcon.data.CirconusMetrics.Metric;
import io.vedette.stratcon.store.KnownStream;
import io.vedette.stratcon.store.StreamCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which metrics there are, in the shapes of Circonus' API v2. */
@RestController
class CirconusMetricEndpoint {
    private static final Duration ACTIVE = Duration.ofHours(8);
    private static final int USUAL_SIZE = 20;
    private static final int MOST_SIZE = 10_000;
    private static final int MOST_FROM = 10_000_000;
    private static final Pattern NAMED = Pattern.compile("\\(\\s*_?metric(?:_name)?:\\s*(.*?)\\s*\\)");

    private final StreamCatalogue catalogue;
    private final CirconusMetrics metrics;
    private final Reading reading;
    private final Clock clock;

    CirconusMetricEndpoint(StreamCatalogue catalogue, CirconusMetrics metrics, Reading reading, Clock clock) {
        this.catalogue = catalogue;
        this.metrics = metrics;
        this.reading = reading;
        this.clock = clock;
    }

    /**
     * @param cid {@code /metric/<check id>_<metric>}
     * @param active whether it was seen in the last 8 hours
     * @param histogram {@code active} or {@code false}
     * @param type numeric, text or histogram
     */
    record MetricView(
            @JsonProperty("_cid") String cid,
            @JsonProperty("_active") boolean active,
            @JsonProperty("_check") String check,
            @JsonProperty("_check_active") boolean checkActive,
            @JsonProperty("_check_broker") String broker,
            @JsonProperty("_check_bundle") String bundle,
            @JsonProperty("_check_module") String module,
            @JsonProperty("_check_tags") List<String> tags,
            @JsonProperty("_check_target") String target,
            @JsonProperty("_check_uuid") String uuid,
            @JsonProperty("_display_name") String name,
            @JsonProperty("_histogram") String histogram,
            @JsonProperty("_metric_name") String metric,
            @JsonProperty("_metric_type") String type,
            @JsonProperty("_status") String status) {}

    /**
     * {@code search}: a part of the name, with {@code *} and {@code ?}, also as {@code (metric_name:…)}; {@code query}: of tags, as {@code /api/streams}
     * takes it; {@code size} (1 to 10000, 20), {@code from} (0).
     */
    @GetMapping("/v2/metric")
    @Parameter(in = QUERY, name = "search")
    @Parameter(in = QUERY, name = "query")
    @Parameter(in = QUERY, name = "size", schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "from", schema = @Schema(type = "integer"))
    List<MetricView> metrics(
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        Questions questions = new Questions(parameters);
        String search = questions.read("search", "", "", Optional::of);
        String query = questions.read("query", "", "", Optional::of);
        int size = questions.read(
                "size", USUAL_SIZE, "must be 1 to " + MOST_SIZE, text -> Questions.between(text, 1, MOST_SIZE));
        int from =
                questions.read("from", 0, "must be 0 to " + MOST_FROM, text -> Questions.between(text, 0, MOST_FROM));
        questions.refuseWrong();
        Matcher named = NAMED.matcher(search);
        String part = named.matches() ? named.group(1) : search;
        try {
            return reading
                    .of(() -> catalogue.search(caller.account(), Optional.empty(), part, query, size, from))
                    .stream()
                    .flatMap(this::view)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("query", String.valueOf(e.getMessage()));
        }
    }

    /** 404 for a check of another account, and for a metric that was never seen. */
    @GetMapping("/v2/metric/{*id}")
    MetricView metric(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        Metric metric = metrics.of(caller, id);
        return reading.of(() -> catalogue.find(caller.account(), List.of(metric.stream()))).stream()
                .flatMap(this::view)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("no metric " + metric.id()));
    }

    private Stream<MetricView> view(KnownStream known) {
        return metrics.of(known.stream()).map(metric -> view(metric, known)).stream();
    }

    private MetricView view(Metric metric, KnownStream known) {
        Check check = metric.check();
        MetricType type = known.type();
        boolean isHistogram = type == MetricType.HISTOGRAM || type == MetricType.CUMULATIVE_HISTOGRAM;
        return new MetricView(
                "/metric/" + metric.id(),
                clock.millis() - known.lastSeenMs() <= ACTIVE.toMillis(),
                "/check/" + check.getId(),
                check.getActive(),
                "/broker/" + check.getBrokerId(),
                "/check_bundle/" + check.getBundleId(),
                check.getType(),
                check.getTagsList(),
                check.getTarget(),
                check.getUuid(),
                check.getName(),
                isHistogram ? "active" : "false",
                known.stream().name(),
                isHistogram ? "histogram" : type == MetricType.TEXT ? "text" : "numeric",
                "active");
    }
}
