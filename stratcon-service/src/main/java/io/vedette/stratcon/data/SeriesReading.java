package io.vedette.stratcon.data;

import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.stratcon.data.DataQuestion.Asked;
import io.vedette.stratcon.data.DataQuestion.Point;
import io.vedette.stratcon.data.DataQuestion.Series;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StoredHistogram;
import io.vedette.stratcon.store.StoredNumeric;
import io.vedette.stratcon.store.StoredText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers one question about several streams. */
final class SeriesReading {
    private final RollupStore store;
    private final Reading reading;
    private final QueryCost cost;

    SeriesReading(RollupStore store, Reading reading, QueryCost cost) {
        this.store = store;
        this.reading = reading;
        this.cost = cost;
    }

    /** What the store has for one question. */
    private record Found(Map<StreamId, List<StoredNumeric>> numbers, Map<StreamId, List<StoredHistogram>> histograms) {}

    List<Series> of(long account, Asked asked) {
        Windows windows = asked.windows();
        long cells = asked.isOfSamples() || asked.isText()
                ? Math.ceilDiv(windows.endS() - windows.firstS(), 60L)
                : windows.count();
        cost.accept(account, "rollup", cells * asked.streams().size());
        if (asked.isText()) {
            return asked.streams().stream()
                    .map(stream -> texts(account, stream, asked))
                    .toList();
        }
        Found found = reading.of(() -> found(account, asked));
        if (asked.reduction() == Reduction.MERGE) {
            return List.of(series("merge", asked.streams(), found, asked));
        }
        return reduced(
                asked.streams().stream()
                        .map(stream -> series(stream.toString(), List.of(stream), found, asked))
                        .toList(),
                asked);
    }

    private Found found(long account, Asked asked) {
        Windows windows = asked.windows();
        boolean back = !asked.isOfSamples() && asked.function().looksBack();
        Rollup rollup = asked.isOfSamples() ? Rollup.MINUTE : windows.rollup();
        long from = back ? windows.beforeS() : windows.firstS();
        long until = windows.startOf(windows.count());
        return new Found(
                store.numeric(account, asked.streams(), rollup, from, until),
                store.histograms(account, asked.streams(), windows.rollup(), windows.beforeS(), until));
    }

    private Series texts(long account, StreamId stream, Asked asked) {
        Windows windows = asked.windows();
        List<StoredText> cells = reading.of(() -> store.text(account, stream, windows.firstS(), windows.endS()));
        List<Point> points = new ArrayList<>();
        TextChanges.of(cells)
                .forEach(change -> points.add(new Point(Long.parseLong(change.getFirst()), change.getLast())));
        long leftOut = cells.stream().mapToLong(one -> one.cell().leftOut()).sum();
        return new Series(stream.toString(), Rollup.MINUTE.word(), asked.word(), points, leftOut);
    }

    private static List<Series> reduced(List<Series> each, Asked asked) {
        return switch (asked.reduction()) {
            case NONE, MERGE -> each;
            case TOPK -> Reduction.greatest(each, asked.most(), series -> Reduction.mean(series.values()));
            case SUM, MEAN, MIN, MAX ->
                List.of(Series.of(
                        asked.reduction().word(),
                        asked,
                        asked.reduction()
                                .across(
                                        each.stream().map(Series::values).toList(),
                                        Math.toIntExact(asked.windows().count()))));
        };
    }

    /** One stream, or several as if they were one. */
    private static Series series(String name, List<StreamId> streams, Found found, Asked asked) {
        HistogramWindows histograms = new HistogramWindows();
        streams.forEach(stream -> histograms.add(found.histograms.getOrDefault(stream, List.of()), asked.windows()));
        List<StoredNumeric> numbers = streams.size() == 1
                ? found.numbers.getOrDefault(streams.getFirst(), List.of())
                : merged(streams, found.numbers);
        if (asked.isOfSamples() && (asked.isHistogram() || !histograms.isEmpty())) {
            numbers.forEach(minute -> Percentile.samples(name, minute)
                    .forEach(value -> histograms.add(asked.windows().windowOf(minute.startS()), value)));
            numbers = List.of();
        }
        return Series.of(name, asked, values(name, numbers, histograms, asked));
    }

    private static List<@Nullable Object> values(
            String name, List<StoredNumeric> numbers, HistogramWindows histograms, Asked asked) {
        if (asked.percentile().isPresent() && histograms.isEmpty()) {
            return new ArrayList<>(asked.percentile().orElseThrow().of(name, numbers, asked.windows()));
        }
        List<@Nullable Object> values = new ArrayList<>();
        asked.windows()
                .map(numbers, (start, cell, before) -> new Point(start, value(start, cell, before, histograms, asked)))
                .forEach(point -> values.add(point.value()));
        return values;
    }

    private static @Nullable Object value(
            long start,
            @Nullable NumericCell cell,
            @Nullable NumericCell before,
            HistogramWindows histograms,
            Asked asked) {
        Histogram histogram = histograms.of(start);
        if (histogram == null) {
            return cell == null ? null : asked.function().of(cell, before);
        }
        if (cell != null) {
            histogram.insert(cell.average(), cell.count());
        }
        return asked.of(histogram);
    }

    private static List<StoredNumeric> merged(List<StreamId> streams, Map<StreamId, List<StoredNumeric>> found) {
        TreeMap<Long, StoredNumeric> merged = new TreeMap<>();
        streams.forEach(stream -> found.getOrDefault(stream, List.of()).forEach(one -> {
            StoredNumeric there = merged.putIfAbsent(one.startS(), one);
            if (there != null) {
                there.cell().merge(one.cell());
            }
        }));
        return List.copyOf(merged.values());
    }
}
