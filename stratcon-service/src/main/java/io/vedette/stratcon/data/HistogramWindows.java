package io.vedette.stratcon.data;

import io.vedette.contracts.histogram.Histogram;
import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.store.StoredHistogram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The histograms of a question's windows, whatever they were sent as. Belongs to one thread. */
final class HistogramWindows {
    private final TreeMap<Long, Histogram> byWindow = new TreeMap<>();

    /**
     * Adds what one stream has. What counts from some beginning on becomes what came in the window: the difference to the last one before, or, after a
     * reset, the whole; of the first there is no knowing.
     *
     * @param cells ascending; those of the window before may be among them
     */
    void add(List<StoredHistogram> cells, Windows windows) {
        TreeMap<Long, HistogramCell> merged = new TreeMap<>();
        cells.forEach(stored -> merged.merge(windows.windowOf(stored.startS()), stored.cell(), HistogramCell::merge));
        @Nullable HistogramCell before = null;
        for (Map.Entry<Long, HistogramCell> one : merged.entrySet()) {
            HistogramCell cell = one.getValue();
            if (!cell.cumulative()) {
                add(one.getKey(), cell.bins(), windows);
            } else if (before != null) {
                add(one.getKey(), cell.bins().since(before.bins()).orElse(cell.bins()), windows);
            }
            before = cell;
        }
    }

    private void add(long window, Histogram bins, Windows windows) {
        if (window >= windows.firstS()) {
            byWindow.computeIfAbsent(window, start -> new Histogram()).merge(bins);
        }
    }

    /** A sample that was sent as a number. */
    void add(long window, double value) {
        byWindow.computeIfAbsent(window, start -> new Histogram()).insert(value, 1);
    }

    boolean isEmpty() {
        return byWindow.isEmpty();
    }

    /** Null for a window without. */
    @Nullable
    Histogram of(long window) {
        return byWindow.get(window);
    }

    /** Lower end of each bin and its count, ascending. */
    static Map<String, Long> buckets(Histogram histogram) {
        Map<String, Long> buckets = new LinkedHashMap<>();
        histogram.buckets().forEach(bucket -> buckets.put(plain(bucket.left()), bucket.count()));
        return buckets;
    }

    /** Two digits say it all. */
    private static String plain(double left) {
        return new java.math.BigDecimal(left)
                .round(new java.math.MathContext(2))
                .stripTrailingZeros()
                .toString();
    }
}
