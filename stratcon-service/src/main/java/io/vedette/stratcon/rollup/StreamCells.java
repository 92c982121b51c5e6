package io.vedette.stratcon.rollup;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.histogram.Histogram;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cells of one stream between two commits, by the minute; coarser ones are made of them. Belongs to one thread. */
public final class StreamCells {
    private final long account;
    private MetricType type;
    private long firstSeenMs = Long.MAX_VALUE;
    private long lastSeenMs = Long.MIN_VALUE;
    /** Most streams have numbers alone, and those of one minute. */
    private SortedMap<Long, NumericCell> minutes = Collections.emptySortedMap();

    private SortedMap<Long, TextCell> texts = Collections.emptySortedMap();
    private SortedMap<Long, HistogramCell> histograms = Collections.emptySortedMap();
    /** The minute that came last; while there is no other it is in no map. */
    private @Nullable NumericCell open;

    private long openStart;

    public StreamCells(long account, MetricType type) {
        this.account = account;
        this.type = type;
    }

    /** The account that the stream's check belongs to. */
    public long account() {
        return account;
    }

    /** Type of the sample folded last. */
    public MetricType type() {
        return type;
    }

    /** The oldest sample's own time, epoch ms. */
    public long firstSeenMs() {
        return firstSeenMs;
    }

    /** The youngest sample's own time, epoch ms. */
    public long lastSeenMs() {
        return lastSeenMs;
    }

    /** One number: epoch ms, finite value. */
    public void number(MetricType sampleType, long timeMs, double value) {
        seen(sampleType, timeMs);
        long start = Rollup.MINUTE.startOf(Math.floorDiv(timeMs, 1000));
        NumericCell latest = open;
        if (latest != null && start == openStart) {
            latest.add(timeMs, value);
            return;
        }
        if (latest != null && minutes.isEmpty()) {
            minutes = new TreeMap<>(Map.of(openStart, latest));
        }
        NumericCell cell = minutes.get(start);
        if (cell == null) {
            cell = NumericCell.of(timeMs, value);
            if (latest != null) {
                minutes.put(start, cell);
            }
        } else {
            cell.add(timeMs, value);
        }
        openStart = start;
        open = cell;
    }

    public void text(long timeMs, String value) {
        seen(MetricType.TEXT, timeMs);
        texts = texts.isEmpty() ? new TreeMap<>() : texts;
        texts.merge(Rollup.MINUTE.startOf(Math.floorDiv(timeMs, 1000)), TextCell.of(timeMs, value), TextCell::merge);
    }

    /** One histogram; it becomes the cell's. */
    public void histogram(MetricType sampleType, long timeMs, Histogram bins) {
        seen(sampleType, timeMs);
        histograms = histograms.isEmpty() ? new TreeMap<>() : histograms;
        HistogramCell cell = new HistogramCell(sampleType == MetricType.CUMULATIVE_HISTOGRAM, timeMs, bins);
        histograms.merge(Rollup.MINUTE.startOf(Math.floorDiv(timeMs, 1000)), cell, HistogramCell::merge);
    }

    /** The stream lives, though this sample is kept in no cell. */
    public void seen(MetricType sampleType, long timeMs) {
        type = sampleType;
        firstSeenMs = Math.min(firstSeenMs, timeMs);
        lastSeenMs = Math.max(lastSeenMs, timeMs);
    }

    /** Whether nothing but numbers came. */
    public boolean areNumbers() {
        return texts.isEmpty() && histograms.isEmpty();
    }

    /** Numeric cells of a minute each, by their start (epoch s). */
    public SortedMap<Long, NumericCell> minutes() {
        return minutes.isEmpty() && open != null ? new TreeMap<>(Map.of(openStart, open)) : minutes;
    }

    /** Histogram cells of a minute each, by their start (epoch s). */
    public SortedMap<Long, HistogramCell> histograms() {
        return histograms;
    }

    /** Text cells of a minute each, by their start (epoch s). */
    public SortedMap<Long, TextCell> texts() {
        return texts;
    }
}
