package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what was found of streams: the cells of chunks, which come ascending, and open ones, which come anyhow. Belongs to one thread. */
final class FoundCells {
    private final Rollup rollup;
    private final long fromS;
    private final long untilS;
    private final Map<Integer, List<StoredNumeric>> written = new HashMap<>();
    private final Map<Integer, TreeMap<Long, NumericCell>> open = new HashMap<>();
    private int lastStream = Integer.MIN_VALUE;
    private List<StoredNumeric> last = new ArrayList<>();

    /**
     * @param fromS start of the first window wanted, epoch s
     * @param untilS end of the last
     */
    FoundCells(Rollup rollup, long fromS, long untilS) {
        this.rollup = rollup;
        this.fromS = fromS;
        this.untilS = untilS;
    }

    void written(int stream, long startS, NumericCell cell) {
        if (startS < fromS || startS >= untilS) {
            return;
        }
        if (stream != lastStream) {
            last = written.computeIfAbsent(stream, id -> new ArrayList<>());
            lastStream = stream;
        }
        long window = rollup.startOf(startS);
        if (!last.isEmpty() && last.getLast().startS() == window) {
            last.getLast().cell().merge(cell);
        } else {
            last.add(new StoredNumeric(window, cell));
        }
    }

    void open(int stream, long startS, NumericCell cell) {
        if (startS >= fromS && startS < untilS) {
            NumericCell there =
                    open.computeIfAbsent(stream, id -> new TreeMap<>()).putIfAbsent(rollup.startOf(startS), cell);
            if (there != null) {
                there.merge(cell);
            }
        }
    }

    /** All of a stream, ascending. */
    List<StoredNumeric> of(int stream) {
        List<StoredNumeric> kept = written.getOrDefault(stream, List.of());
        TreeMap<Long, NumericCell> fresh = open.getOrDefault(stream, new TreeMap<>());
        if (fresh.isEmpty()) {
            return kept;
        }
        List<StoredNumeric> all = new ArrayList<>();
        for (StoredNumeric one : kept) {
            while (!fresh.isEmpty() && fresh.firstKey() < one.startS()) {
                Map.Entry<Long, NumericCell> earlier = fresh.pollFirstEntry();
                all.add(new StoredNumeric(earlier.getKey(), earlier.getValue()));
            }
            NumericCell same = fresh.remove(one.startS());
            if (same != null) {
                one.cell().merge(same);
            }
            all.add(one);
        }
        fresh.forEach((start, cell) -> all.add(new StoredNumeric(start, cell)));
        return all;
    }
}
