package io.vedette.stratcon.data;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.service.problem.Problem;
import io.vedette.stratcon.rollup.Rollup;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what {@code /api/data} is asked. */
final class DataQuestion {
    private static final int COMFORTABLE_POINTS = 1_500;
    private static final String HISTOGRAM = "histogram";
    private static final String TEXT = "text";
    private static final String SECOND = "must be a second since the epoch";

    private DataQuestion() {}

    /**
     * @param function of a window's cell, where no percentile is asked for
     * @param word the function as it was asked for
     * @param most streams that are left of {@link Reduction#TOPK}
     */
    record Asked(
            List<StreamId> streams,
            Windows windows,
            CellFunction function,
            Optional<Percentile> percentile,
            String word,
            Reduction reduction,
            int most) {

        boolean isHistogram() {
            return word.equals(HISTOGRAM);
        }

        boolean isText() {
            return word.equals(TEXT);
        }

        /** Whether cells' totals do not do. */
        boolean isOfSamples() {
            return isHistogram() || percentile.isPresent();
        }

        /** The function of a window's histogram; null for one that histograms have not. */
        @Nullable
        Object of(Histogram histogram) {
            if (isHistogram()) {
                return HistogramWindows.buckets(histogram);
            }
            if (percentile.isPresent()) {
                return histogram.quantile(percentile.orElseThrow().percent() / 100);
            }
            return switch (function) {
                case COUNT -> (double) histogram.count();
                case SUM -> histogram.sum();
                case AVERAGE -> histogram.sum() / histogram.count();
                case MIN -> histogram.quantile(0);
                case MAX -> histogram.quantile(1);
                case STDDEV, FIRST, LAST, DERIVATIVE, COUNTER, COUNTER_STDDEV -> null;
            };
        }
    }

    /**
     * @param stream check uuid, slash, metric name; of several streams made one, the reduction
     * @param rollup 1m, 5m, 30m, 1h, 1d
     * @param leftOut texts that nothing is told of, because more came in a minute than are kept; absent when there are none
     */
    record Series(
            String stream,
            String rollup,
            String function,
            List<Point> points,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long leftOut) {

        static Series of(String stream, Asked asked, List<? extends @Nullable Object> values) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                points.add(new Point(asked.windows.startOf(i), values.get(i)));
            }
            return new Series(stream, asked.windows.word(), asked.word, points, 0);
        }

        @JsonIgnore
        List<@Nullable Double> values() {
            List<@Nullable Double> values = new ArrayList<>();
            points.forEach(point -> values.add(point.value instanceof Double value ? value : null));
            return values;
        }
    }

    /**
     * On the wire {@code [epoch s, value or null]}.
     *
     * @param at start of the window, epoch s
     * @param value a number; of {@code histogram} an object of lower ends and counts; of {@code text} a text; null when the window has none
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"at", "value"})
    record Point(long at, @Nullable Object value) {}

    /**
     * @param zoneOfAccount where days begin unless the question says
     */
    static Asked read(Questions questions, DataSettings settings, ZoneId zoneOfAccount) {
        List<StreamId> streams = streams(questions, settings);
        long start = questions.required("start", 0L, SECOND, Questions::second);
        long end = questions.required("end", 1L, SECOND, Questions::second);
        Optional<Rollup> rollup = questions.read("rollup", "must be 1m, 5m, 30m, 1h or 1d", Rollup::ofWord);
        String word = function(questions);
        ZoneId zone =
                questions.read("timezone", zoneOfAccount, "must be a time zone as Europe/Paris", DataQuestion::zone);
        Reduction reduction = questions.read(
                "reduce", Reduction.NONE, "must be none, sum, mean, min, max, merge or topk", Reduction::ofWord);
        int most = questions.read(
                "k",
                5,
                "must be 1 or more",
                text -> Optional.of(Integer.valueOf(text)).filter(k -> k >= 1));
        if (end <= start) {
            questions.wrong("end", "must be after start");
        }
        if (List.of(HISTOGRAM, TEXT).contains(word)
                && reduction != Reduction.NONE
                && !(word.equals(HISTOGRAM) && reduction == Reduction.MERGE)) {
            questions.wrong("reduce", "histograms are reduced by merge alone, texts not at all");
        }
        questions.refuseWrong();
        Rollup size = rollup.orElseGet(() -> comfortable(start, end));
        return new Asked(
                streams,
                new Windows(start, end, size.seconds(), zone),
                CellFunction.ofWord(word).orElse(CellFunction.AVERAGE),
                Percentile.ofWord(word),
                word,
                reduction,
                most);
    }

    private static List<StreamId> streams(Questions questions, DataSettings settings) {
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

    private static String function(Questions questions) {
        return questions.read(
                "function",
                CellFunction.AVERAGE.word(),
                "must be count, sum, min, max, average, stddev, first, last, derivative, counter, counter_stddev, p50 to p99.99, histogram or text",
                text -> Optional.of(text)
                        .filter(one -> one.equals(HISTOGRAM)
                                || one.equals(TEXT)
                                || CellFunction.ofWord(one).isPresent()
                                || Percentile.ofWord(one).isPresent()));
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
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
