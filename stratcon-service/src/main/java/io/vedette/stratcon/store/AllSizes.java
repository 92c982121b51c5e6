package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.NumericCell;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cells of a stream in every size, as they were at one moment of each day, while others go on writing. */
interface AllSizes {

    /**
     * By their start, epoch s.
     *
     * @param fromS start of a day
     * @param untilS start of another
     */
    Map<Tier, SortedMap<Long, NumericCell>> read(int stream, long fromS, long untilS);

    /** What was found of one stream. */
    static SortedMap<Long, NumericCell> of(FoundCells found, int stream) {
        TreeMap<Long, NumericCell> cells = new TreeMap<>();
        found.of(stream).forEach(one -> cells.put(one.startS(), one.cell()));
        return cells;
    }
}
