package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.CellBundle;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Open cells of one size, of the streams whose ids lie together.
 *
 * @param bundle number of these streams
 * @param fromS start of its first window, epoch s
 * @param untilS end of its last window, epoch s
 * @param dueS when the first of its cells belongs into a chunk, epoch s
 * @param cells a {@link CellBundle}
 */
record OpenRow(int bundle, Tier tier, long fromS, long untilS, long dueS, byte[] cells) {
    /** Streams with this many neighbouring ids share rows. */
    private static final int BUNDLE = 32;

    static int bundleOf(int stream) {
        return stream / BUNDLE;
    }

    /**
     * Packs cells, in the order of the bundles.
     *
     * @param cellsOf asked once of each stream, as its bundle is packed
     */
    static <C> List<OpenRow> of(
            Tier tier, SortedMap<Integer, C> streams, Function<C, SortedMap<Long, NumericCell>> cellsOf, long graceS) {
        List<OpenRow> rows = new ArrayList<>();
        TreeMap<Integer, SortedMap<Long, NumericCell>> bundle = new TreeMap<>();
        for (Map.Entry<Integer, C> stream : streams.entrySet()) {
            if (!bundle.isEmpty() && bundleOf(stream.getKey()) != bundleOf(bundle.firstKey())) {
                rows.add(row(tier, bundle, graceS));
                bundle.clear();
            }
            SortedMap<Long, NumericCell> cells = cellsOf.apply(stream.getValue());
            if (!cells.isEmpty()) {
                bundle.put(stream.getKey(), cells);
            }
        }
        if (!bundle.isEmpty()) {
            rows.add(row(tier, bundle, graceS));
        }
        return rows;
    }

    private static OpenRow row(Tier tier, SortedMap<Integer, SortedMap<Long, NumericCell>> bundle, long graceS) {
        long from = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (SortedMap<Long, NumericCell> one : bundle.values()) {
            from = Math.min(from, one.firstKey());
            last = Math.max(last, one.lastKey());
        }
        return new OpenRow(
                bundleOf(bundle.firstKey()),
                tier,
                from,
                last + tier.seconds(),
                tier.endOfChunk(from) + graceS,
                CellBundle.encode(tier.seconds(), bundle));
    }
}
