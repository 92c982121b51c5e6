package io.vedette.stratcon.data;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.contracts.batch.StreamId;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StoredNumeric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Several streams in one call. */
@RestController
class DataEndpoint {
    private static final int COMFORTABLE_POINTS = 1_500;
    private static final String SECOND = "must be a second since the epoch";

    private final RollupStore store;
    private final DataSettings settings;

    DataEndpoint(RollupStore store, DataSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Streams in the order they were asked for. */
    record Answer(List<Series> streams) {}

    /**
     * @param stream check uuid, slash, metric name
     * @param rollup 1m, 5m, 30m, 1h, 1d
     */
    record Series(String stream, String rollup, String function, List<Point> points) {}

    /**
     * On the wire {@code [epoch s, value or null]}.
     *
     * @param at start of the window, epoch s
     * @param value null when the window has none
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"at", "value"})
    record Point(long at, @Nullable Double value) {}

    /**
     * {@code stream} (repeatable), {@code start}, {@code end} (epoch s), {@code rollup} (1m, 5m, 30m, 1h, 1d; by default the finest with at most 1,500
     * points), {@code function} (count, sum, min, max, average, stddev, first, last, derivative, counter; by default average). 400 names every wrong
     * parameter, 422 the limit.
     */
    @GetMapping("/api/data")
    @Parameter(in = QUERY, name = "stream", required = true, array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(in = QUERY, name = "start", required = true, schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "end", required = true, schema = @Schema(type = "integer"))
    @Parameter(in = QUERY, name = "rollup")
    @Parameter(in = QUERY, name = "function")
    Answer data(
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        Questions questions = new Questions(parameters);
        List<StreamId> streams = streams(questions);
        long start = questions.required("start", 0L, SECOND, Questions::second);
        long end = questions.required("end", 1L, SECOND, Questions::second);
        Optional<Rollup> rollup = questions.read("rollup", "must be 1m, 5m, 30m, 1h or 1d", Rollup::ofWord);
        CellFunction function = questions.read(
                "function",
                CellFunction.AVERAGE,
                "must be count, sum, min, max, average, stddev, first, last, derivative or counter",
                CellFunction::ofWord);
        if (end <= start) {
            questions.wrong("end", "must be after start");
        }
        questions.refuseWrong();
        Rollup size = rollup.orElseGet(() -> comfortable(start, end));
        return answer(caller, streams, new Windows(start, end, size.seconds()), function);
    }

    private Answer answer(Caller caller, List<StreamId> streams, Windows windows, CellFunction function) {
        if (windows.count() * streams.size() > settings.mostPoints()) {
            throw Problem.tooMuch(
                    "rollup",
                    "asks for " + windows.count() * streams.size() + " points, at most " + settings.mostPoints());
        }
        long from = function.looksBack() ? windows.beforeS() : windows.firstS();
        Map<StreamId, List<StoredNumeric>> cells =
                Reading.of(() -> store.numeric(caller.account(), streams, windows.rollup(), from, windows.endS()));
        return new Answer(streams.stream()
                .map(stream -> new Series(
                        stream.toString(),
                        windows.rollup().word(),
                        function.word(),
                        points(cells.getOrDefault(stream, List.of()), windows, function)))
                .toList());
    }

    private static List<Point> points(List<StoredNumeric> cells, Windows windows, CellFunction function) {
        return windows.map(
                cells, (start, cell, before) -> new Point(start, cell == null ? null : function.of(cell, before)));
    }

    private List<StreamId> streams(Questions questions) {
        List<StreamId> streams = new ArrayList<>();
        for (String text : questions.all("stream")) {
            try {
                streams.add(StreamId.parse(text));
            } catch (IllegalArgumentException e) {
                questions.wrong("stream", "must be <check uuid>/<metric name>");
            }
        }
        if (questions.all("stream").isEmpty()) {
            questions.wrong("stream", "is missing: must be <check uuid>/<metric name>");
        }
        if (streams.size() > settings.mostStreams()) {
            throw Problem.tooMuch("stream", streams.size() + " streams, at most " + settings.mostStreams());
        }
        return streams.stream().distinct().toList();
    }

    private static Rollup comfortable(long start, long end) {
        for (Rollup rollup : Rollup.values()) {
            if (new Windows(start, end, rollup.seconds()).count() <= COMFORTABLE_POINTS) {
                return rollup;
            }
        }
        return Rollup.DAY;
    }
}
