package io.vedette.stratcon.data;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.service.identity.Caller;
import io.vedette.stratcon.data.CirconusMetrics.Metric;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StoredNumeric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One stream, in the shapes of Circonus' API v2. */
@RestController
class CirconusDataEndpoint {
    private static final List<Integer> PERIODS = List.of(60, 300, 1800, 3600, 10_800, 86_400);
    private static final String SECOND = "must be a second since the epoch";

    private final RollupStore store;
    private final CirconusMetrics metrics;
    private final QueryCost cost;
    private final Reading reading;

    CirconusDataEndpoint(RollupStore store, CirconusMetrics metrics, QueryCost cost, Reading reading) {
        this.store = store;
        this.metrics = metrics;
        this.cost = cost;
        this.reading = reading;
    }

    /**
     * @param cid {@code /data/<check id>_<metric>}
     * @param data one entry per window, in the format asked for
     */
    record Answer(@JsonProperty("_cid") String cid, List<Object> data) {}

    /**
     * {@code type} (numeric, text or histogram), {@code start}, {@code end} (epoch s), {@code period} (60, 300, 1800, 3600, 10800, 86400; by default 300),
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
                "type", "", "must be numeric, text or histogram", text -> oneOf(text, "numeric", "text", "histogram"));
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
        Metric metric = metrics.of(caller, id);
        StreamId stream = metric.stream();
        Windows windows = new Windows(start, end, period);
        return new Answer(
                "/data/" + metric.id(),
                switch (type) {
                    case "text" -> texts(caller, stream, windows);
                    case "histogram" -> histograms(caller, stream, windows);
                    default -> numbers(caller, stream, windows, format);
                });
    }

    private List<Object> numbers(Caller caller, StreamId stream, Windows windows, CirconusFormat format) {
        cost.accept(caller.account(), "period", windows.count());
        List<StoredNumeric> cells = reading.of(() -> store.numeric(
                        caller.account(), List.of(stream), windows.rollup(), windows.beforeS(), windows.endS()))
                .getOrDefault(stream, List.of());
        return windows.map(cells, format::entry);
    }

    /** {@code [epoch s, period, {"lower end":count,…}]} of each window that has any. */
    private List<Object> histograms(Caller caller, StreamId stream, Windows windows) {
        cost.accept(caller.account(), "period", windows.count());
        HistogramWindows found = new HistogramWindows();
        found.add(
                reading.of(() -> store.histograms(
                                caller.account(),
                                List.of(stream),
                                windows.rollup(),
                                windows.beforeS(),
                                windows.startOf(windows.count())))
                        .getOrDefault(stream, List.of()),
                windows);
        List<Object> entries = new ArrayList<>();
        LongStream.range(0, windows.count()).map(windows::startOf).forEach(start -> {
            Histogram histogram = found.of(start);
            if (histogram != null) {
                entries.add(List.of(start, windows.seconds(), HistogramWindows.buckets(histogram)));
            }
        });
        return entries;
    }

    private List<Object> texts(Caller caller, StreamId stream, Windows windows) {
        return List.copyOf(TextChanges.of(
                reading.of(() -> store.text(caller.account(), stream, windows.firstS(), windows.endS()))));
    }

    private static Optional<String> oneOf(String text, String... words) {
        return Optional.of(text).filter(List.of(words)::contains);
    }
}
