package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.rollup.TextCell;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What is kept of windows beside numbers.
 *
 * @param sizes which are written
 * @param of what a commit has of a stream, by minutes
 */
record WindowKind<C>(
        List<Rollup> sizes,
        Function<StreamCells, SortedMap<Long, C>> of,
        BinaryOperator<C> merging,
        Function<C, byte[]> writing,
        Function<byte[], C> reading) {

    /** Other sizes are read out of these. */
    static final WindowKind<HistogramCell> HISTOGRAMS = new WindowKind<>(
            List.of(Rollup.MINUTE, Rollup.HOUR),
            StreamCells::histograms,
            HistogramCell::merge,
            CellBytes::of,
            bytes -> new CellBytes.In(bytes).histogram());

    /**
     * @param most samples of a minute
     */
    static WindowKind<TextCell> texts(int most) {
        return new WindowKind<>(
                List.of(Rollup.MINUTE),
                StreamCells::texts,
                TextCell::merge,
                cell -> CellBytes.of(cell.atMost(most)),
                bytes -> new CellBytes.In(bytes).text());
    }
}
