package io.vedette.stratcon.store;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.ReferenceCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** The naive reference, by the start of the window (epoch s). */
    static SortedMap<Long, ReferenceCell> reference(Collection<Sample> samples, StreamId stream, Rollup rollup) {
        SortedMap<Long, ReferenceCell> reference = new TreeMap<>();
        samples.stream()
                .filter(sample -> sample.stream.equals(stream))
                .collect(Collectors.groupingBy(
                        sample -> Math.floorDiv(sample.timeMs, rollup.seconds() * 1000L) * rollup.seconds(),
                        Collectors.mapping(
                                sample -> new ReferenceCell.Sample(sample.timeMs, sample.value), Collectors.toList())))
                .forEach((start, window) -> reference.put(start, ReferenceCell.of(window)));
        return reference;
    }
}
