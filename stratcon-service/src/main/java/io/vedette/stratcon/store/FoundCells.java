package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.ChunkCells;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts together what was found of streams, chunks and open cells, both in any order. The cells of chunks that need no merging, mostly all, are not made before
 * they are asked for, so that a long answer is no heap of objects. Threads may bring different
 * streams at once; what was found is asked for by one.
 */
final class FoundCells {
    private final Rollup rollup;
    private final long fromS;
    private final long untilS;
    private final Map<Integer, TreeMap<Long, ChunkList>> written = new ConcurrentHashMap<>();
    private final Map<Integer, TreeMap<Long, NumericCell>> open = new ConcurrentHashMap<>();

    /**
     * @param fromS start of the first window wanted, epoch s
     * @param untilS end of the last
     */
    FoundCells(Rollup rollup, long fromS, long untilS) {
        this.rollup = rollup;
        this.fromS = fromS;
        this.untilS = untilS;
    }

    /** Chunks of one size, with cells of the time that is wanted alone. */
    void written(int stream, ChunkCells chunk) {
        if (chunk.size() > 0) {
            written.computeIfAbsent(stream, id -> new TreeMap<>()).put(chunk.startS(0), new ChunkList(chunk));
        }
    }

    void open(int stream, long startS, NumericCell cell) {
        if (startS >= fromS && startS < untilS) {
            NumericCell.put(open.computeIfAbsent(stream, id -> new TreeMap<>()), rollup.startOf(startS), cell);
        }
    }

    /** All of a stream, ascending; to be asked once. */
    List<StoredNumeric> of(int stream) {
        TreeMap<Long, NumericCell> fresh = open.getOrDefault(stream, new TreeMap<>());
        JoinedList<StoredNumeric> all = new JoinedList<>();
        for (ChunkList chunk : written.getOrDefault(stream, new TreeMap<>()).values()) {
            long last = rollup.startOf(chunk.lastS());
            SortedMap<Long, NumericCell> met = fresh.headMap(last, true);
            boolean isOfThisSize = chunk.windowS() == rollup.seconds();
            all.join(met.isEmpty() && isOfThisSize ? chunk : merged(chunk, met));
            met.clear();
        }
        all.join(listed(fresh));
        return all;
    }

    private List<StoredNumeric> merged(List<StoredNumeric> kept, SortedMap<Long, NumericCell> fresh) {
        TreeMap<Long, NumericCell> merged = new TreeMap<>();
        kept.forEach(one -> NumericCell.put(merged, rollup.startOf(one.startS()), one.cell()));
        fresh.forEach((start, cell) -> NumericCell.put(merged, start, cell));
        return listed(merged);
    }

    private static List<StoredNumeric> listed(SortedMap<Long, NumericCell> cells) {
        return cells.entrySet().stream()
                .map(one -> new StoredNumeric(one.getKey(), one.getValue()))
                .toList();
    }
}
