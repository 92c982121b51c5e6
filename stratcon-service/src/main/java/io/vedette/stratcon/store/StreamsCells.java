package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** Cells of one size by stream and start; those that meet merge. Belongs to one thread. */
final class StreamsCells {
    private final TreeMap<Integer, SortedMap<Long, NumericCell>> streams = new TreeMap<>();

    /** The cell becomes part of this. */
    void add(int stream, long startS, NumericCell cell) {
        NumericCell.put(streams.computeIfAbsent(stream, id -> new TreeMap<>()), startS, cell);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    SortedMap<Integer, SortedMap<Long, NumericCell>> streams() {
        return streams;
    }

    /** Moves the cells with such starts out of this. */
    StreamsCells take(LongPredicate starts) {
        StreamsCells taken = new StreamsCells();
        streams.forEach((stream, cells) -> cells.entrySet().removeIf(cell -> {
            boolean takes = starts.test(cell.getKey());
            if (takes) {
                taken.add(stream, cell.getKey(), cell.getValue());
            }
            return takes;
        }));
        streams.values().removeIf(cells -> cells.isEmpty());
        return taken;
    }

    /** The same in larger windows. */
    StreamsCells coarser(Rollup rollup) {
        StreamsCells coarser = new StreamsCells();
        streams.forEach((stream, cells) ->
                cells.forEach((start, cell) -> coarser.add(stream, rollup.startOf(start), cell.copy())));
        return coarser;
    }
}
