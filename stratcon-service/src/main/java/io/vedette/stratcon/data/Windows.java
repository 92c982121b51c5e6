package io.vedette.stratcon.data;

import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.StoredNumeric;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The windows a question asks for: those that hold a moment of {@code [startS, endS)}.
 *
 * @param startS epoch s
 * @param endS epoch s, after start
 * @param seconds size of a window; a multiple of a rollup's
 */
record Windows(long startS, long endS, int seconds) {

    /** The rollup the windows are made of. */
    Rollup rollup() {
        return Rollup.coarsestDividing(seconds).orElseThrow();
    }

    long firstS() {
        return Math.floorDiv(startS, seconds) * seconds;
    }

    long count() {
        return Math.ceilDiv(endS - firstS(), (long) seconds);
    }

    /** Start of the window before the first. */
    long beforeS() {
        return firstS() - seconds;
    }

    /**
     * One answer per window, ascending.
     *
     * @param cells of the rollup; those of the window before may be among them
     * @param answer from a window's cell, absent when it has none, and the cell of the window before
     */
    <T> List<T> map(List<StoredNumeric> cells, Answer<T> answer) {
        NavigableMap<Long, NumericCell> merged = new TreeMap<>();
        for (StoredNumeric cell : cells) {
            long window = Math.floorDiv(cell.startS(), seconds) * seconds;
            NumericCell there = merged.putIfAbsent(window, cell.cell());
            if (there != null) {
                there.merge(cell.cell());
            }
        }
        return LongStream.range(0, count())
                .map(index -> firstS() + index * seconds)
                .mapToObj(start -> answer.of(start, merged.get(start), merged.get(start - seconds)))
                .toList();
    }

    /** What is told of one window. */
    interface Answer<T> {
        T of(long startS, @Nullable NumericCell cell, @Nullable NumericCell before);
    }
}
