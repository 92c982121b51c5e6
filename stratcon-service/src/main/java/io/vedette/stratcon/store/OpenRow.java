package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.CellBundle;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** Packs cells, in the order of the bundles. */
    static List<OpenRow> of(
            Tier tier, SortedMap<Integer, ? extends SortedMap<Long, NumericCell>> streams, long graceS) {
        TreeMap<Integer, TreeMap<Integer, SortedMap<Long, NumericCell>>> bundles = new TreeMap<>();
        streams.forEach((stream, cells) -> {
            if (!cells.isEmpty()) {
                bundles.computeIfAbsent(bundleOf(stream), id -> new TreeMap<>()).put(stream, cells);
            }
        });
        List<OpenRow> rows = new ArrayList<>();
        bundles.forEach((bundle, cells) -> {
            long from = Long.MAX_VALUE;
            long last = Long.MIN_VALUE;
            for (SortedMap<Long, NumericCell> one : cells.values()) {
                from = Math.min(from, one.firstKey());
                last = Math.max(last, one.lastKey());
            }
            long due = tier.endOfChunk(from) + graceS;
            rows.add(new OpenRow(
                    bundle, tier, from, last + tier.seconds(), due, CellBundle.encode(tier.seconds(), cells)));
        });
        return rows;
    }
}
