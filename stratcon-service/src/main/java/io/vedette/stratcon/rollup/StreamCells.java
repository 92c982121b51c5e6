package io.vedette.stratcon.rollup;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.histogram.Histogram;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The cells of one stream between two commits, by the minute; coarser ones are made of them. Belongs to one thread. */
public final class StreamCells {
    private final long account;
    private MetricType type;
    private long firstSeenMs = Long.MAX_VALUE;
    private long lastSeenMs = Long.MIN_VALUE;
    /** Numbers that are in no cell yet: the first and the last of a chain. */
    private SampleLog log;

    private int first = SampleLog.NONE;
    private int last = SampleLog.NONE;
    /** Most streams have numbers alone, and those in the log. */
    private SortedMap<Long, NumericCell> minutes = Collections.emptySortedMap();

    private SortedMap<Long, TextCell> texts = Collections.emptySortedMap();
    private SortedMap<Long, HistogramCell> histograms = Collections.emptySortedMap();

    public StreamCells(long account, MetricType type) {
        this(account, type, new SampleLog(1));
    }

    /**
     * @param log what its numbers wait in, with those of others
     */
    StreamCells(long account, MetricType type, SampleLog log) {
        this.account = account;
        this.type = type;
        this.log = log;
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
        last = log.add(last, timeMs, value);
        if (first == SampleLog.NONE) {
            first = last;
        }
    }

    /** Makes cells of what is in the log; what comes from here on goes into another. */
    void settle(SampleLog newLog) {
        minutes = madeInto(minutes.isEmpty() ? new TreeMap<>() : minutes);
        first = SampleLog.NONE;
        last = SampleLog.NONE;
        log = newLog;
    }

    private SortedMap<Long, NumericCell> madeInto(SortedMap<Long, NumericCell> cells) {
        long open = Long.MIN_VALUE;
        NumericCell cell = null;
        for (int at = first; at != SampleLog.NONE; at = log.next(at)) {
            long timeMs = log.timeMs(at);
            long start = Rollup.MINUTE.startOf(Math.floorDiv(timeMs, 1000));
            if (cell == null || start != open) {
                cell = cells.get(start);
                open = start;
            }
            if (cell == null) {
                cell = NumericCell.of(timeMs, log.value(at));
                cells.put(start, cell);
            } else {
                cell.add(timeMs, log.value(at));
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
        settle(log);
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
