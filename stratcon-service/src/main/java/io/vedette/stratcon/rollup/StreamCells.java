package io.vedette.stratcon.rollup;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.histogram.Histogram;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The cells of one stream between two commits, by the minute; coarser ones are made of them. Belongs to one thread. */
public final class StreamCells {
    private static final int NOWHERE = -1;

    private final long account;
    /** Where its numbers stand among those of others. */
    private final int place;

    private MetricType type;
    private long firstSeenMs = Long.MAX_VALUE;
    private long lastSeenMs = Long.MIN_VALUE;
    /** Numbers that are in no cell yet. */
    private SortedSamples waiting = SortedSamples.NONE;

    private int from;
    private int until;
    /** Most streams have numbers alone, and all of those wait. */
    private SortedMap<Long, NumericCell> minutes = Collections.emptySortedMap();

    private SortedMap<Long, TextCell> texts = Collections.emptySortedMap();
    private SortedMap<Long, HistogramCell> histograms = Collections.emptySortedMap();

    public StreamCells(long account, MetricType type) {
        this(account, type, NOWHERE);
    }

    StreamCells(long account, MetricType type, int place) {
        this.account = account;
        this.type = type;
        this.place = place;
    }

    int place() {
        return place;
    }

    /** The account that the stream's check belongs to. */
    public long account() {
        return account;
    }

    /** Type of the sample that came last. */
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
        take(sampleType, new SortedSamples(new long[] {timeMs}, new double[] {value}, new int[] {1}), 0);
        settle();
    }

    /**
     * Numbers, which wait until somebody wants cells.
     *
     * @param lastType of the sample that came last, a number or not
     */
    void take(MetricType lastType, SortedSamples numbers, int at) {
        settle();
        waiting = numbers;
        from = numbers.from(at);
        until = numbers.until(at);
        for (int i = from; i < until; i++) {
            seen(lastType, numbers.times()[i]);
        }
    }

    /** Makes cells of what waits. */
    void settle() {
        if (from < until) {
            minutes = madeInto(minutes.isEmpty() ? new TreeMap<>() : minutes);
            waiting = SortedSamples.NONE;
            from = 0;
            until = 0;
        }
    }

    private SortedMap<Long, NumericCell> madeInto(SortedMap<Long, NumericCell> cells) {
        long open = Long.MIN_VALUE;
        NumericCell cell = null;
        for (int i = from; i < until; i++) {
            long timeMs = waiting.times()[i];
            double value = waiting.values()[i];
            long start = Rollup.MINUTE.startOf(Math.floorDiv(timeMs, 1000));
            if (cell == null || start != open) {
                cell = cells.isEmpty() || start > cells.lastKey() ? null : cells.get(start);
                open = start;
            }
            if (cell == null) {
                cell = NumericCell.of(timeMs, value);
                cells.put(start, cell);
            } else {
                cell.add(timeMs, value);
            }
        }
        return cells;
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

    /** Numeric cells of a minute each, by their start (epoch s); made anew at each call, unless there were too many numbers to wait. */
    public SortedMap<Long, NumericCell> minutes() {
        if (minutes.isEmpty()) {
            return madeInto(new TreeMap<>());
        }
        settle();
        return minutes;
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
