package io.vedette.stratcon.store;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Samples as tests give them, the cells a commit makes of them, and the cells they must end in, computed naively. */
final class Samples {
    static final long ACCOUNT = 1;

    record Sample(StreamId stream, long timeMs, double value) {}

    private Samples() {}

    static SortedMap<StreamId, StreamCells> cells(Collection<Sample> samples) {
        SortedMap<StreamId, StreamCells> cells = new TreeMap<>();
        for (Sample sample : samples) {
            cells.computeIfAbsent(sample.stream, id -> new StreamCells(ACCOUNT, MetricType.DOUBLE))
                    .number(MetricType.DOUBLE, sample.timeMs, sample.value);
        }
        return cells;
    }

    /** The naive reference: samples of one window, sorted and summed. */
    static SortedMap<Long, NumericCell> reference(Collection<Sample> samples, StreamId stream, Rollup rollup) {
        SortedMap<Long, NumericCell> reference = new TreeMap<>();
        samples.stream()
                .filter(sample -> sample.stream.equals(stream))
                .collect(java.util.stream.Collectors.groupingBy(
                        sample -> Math.floorDiv(sample.timeMs, rollup.seconds() * 1000L) * rollup.seconds()))
                .forEach((start, window) -> reference.put(start, referenceCell(window)));
        return reference;
    }

    private static NumericCell referenceCell(List<Sample> window) {
        List<Sample> sorted = window.stream()
                .sorted(Comparator.comparingLong(Sample::timeMs).thenComparingDouble(Sample::value))
                .toList();
        double[] values = sorted.stream().mapToDouble(Sample::value).toArray();
        return NumericCell.of(
                values.length,
                java.util.Arrays.stream(values).sum(),
                java.util.Arrays.stream(values).min().orElseThrow(),
                java.util.Arrays.stream(values).max().orElseThrow(),
                java.util.Arrays.stream(values).map(v -> v * v).sum(),
                sorted.getFirst().timeMs,
                sorted.getFirst().value,
                sorted.getLast().timeMs,
                sorted.getLast().value);
    }
}
