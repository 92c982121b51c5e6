package io.vedette.stratcon.rollup;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.contracts.histogram.Histogram.MalformedHistogramException;
import io.vedette.stratcon.rollup.StreamNames.Known;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds batches into cells until a commit takes them. Every sample gets one {@link SampleFate}, counted; none of them stops the fold. Live-only
 * batches leave no trace. Belongs to one thread.
 */
public final class Fold {
    /** Larger numbers, either way, are refused: the sum of their squares would overflow. */
    static final double LARGEST = 1e140;

    /** Numbers that wait at most: what is folded for hours is folded into cells. */
    static final int MOST_IN_LOG = 1 << 20;

    private static final int FIRST_ROOM = 64;

    private final Map<StreamId, StreamCells> streams = new HashMap<>();
    /** By their places; here and below. */
    private Known[] drawn;

    private StreamCells[] cells;
    private MetricType[] types;
    private final SampleLog log;
    private final Map<SampleFate, Long> refused = new EnumMap<>(SampleFate.class);
    private final SampleBounds bounds;
    private final StreamNames names;
    private @Nullable Known before;
    private long folded;
    private int samples;

    /**
     * @param names of streams folded before
     */
    public Fold(SampleBounds bounds, StreamNames names) {
        this(bounds, names, new SampleLog(), FIRST_ROOM);
    }

    private Fold(SampleBounds bounds, StreamNames names, SampleLog log, int room) {
        this.bounds = bounds;
        this.names = names;
        this.log = log;
        drawn = new Known[room];
        cells = new StreamCells[room];
        types = new MetricType[room];
    }

    /** The one for what comes after; this one folds nothing more. */
    public Fold next() {
        Fold next = new Fold(bounds, names, log, Math.max(FIRST_ROOM, streams.size()));
        next.before = before;
        return next;
    }

    /**
     * @param batch read to its end
     * @param nowMs the stratcon's clock, epoch ms
     * @throws io.vedette.contracts.batch.MalformedBatchException when the bytes are no batch; what stood before is folded
     */
    public void add(BatchReader batch, long nowMs) {
        if (batch.kind() == BatchKind.LIVE_ONLY) {
            return;
        }
        long oldestMs = bounds.oldestMs(batch.account(), nowMs);
        long furthestMs = bounds.furthestMs(nowMs);
        while (batch.nextStream()) {
            Known known = names.of(batch, before);
            before = known;
            while (batch.nextSample()) {
                SampleFate fate =
                        known.isStorable() ? bound(batch.timeMs(), oldestMs, furthestMs) : SampleFate.BAD_NAME;
                if (fate == SampleFate.FOLDED) {
                    fate = fold(batch, placeOf(known, batch));
                }
                took(fate);
            }
        }
        if (log.size() >= MOST_IN_LOG) {
            handOut();
            streams.values().forEach(StreamCells::settle);
        }
    }

    private void handOut() {
        SortedSamples sorted = log.sort(streams.size());
        for (int place = 0; place < streams.size(); place++) {
            cells[place].take(types[place], sorted, place);
        }
    }

    /** Samples since the fold began, whatever became of them. */
    public int samples() {
        return samples;
    }

    /** Streams with cells. */
    public int streams() {
        return streams.size();
    }

    public long count(SampleFate fate) {
        return fate == SampleFate.FOLDED ? folded : refused.getOrDefault(fate, 0L);
    }

    /** The cells; they and the map are the caller's, and nothing more is folded. */
    public Map<StreamId, StreamCells> cells() {
        handOut();
        return streams;
    }

    /** How many samples had each fate; none is left out. */
    public Map<SampleFate, Long> fates() {
        Map<SampleFate, Long> fates = new EnumMap<>(SampleFate.class);
        for (SampleFate fate : SampleFate.values()) {
            fates.put(fate, count(fate));
        }
        return fates;
    }

    private void took(SampleFate fate) {
        samples++;
        if (fate == SampleFate.FOLDED) {
            folded++;
        } else {
            refused.merge(fate, 1L, Long::sum);
        }
    }

    /** Where the stream stands here; it is looked up by its name only when it is new, or another fold had it since. */
    private int placeOf(Known known, BatchReader batch) {
        int place = known.place();
        return place < streams.size() && drawn[place] == known ? place : find(known, batch);
    }

    private int find(Known known, BatchReader batch) {
        StreamCells found = streams.get(known.stream());
        int place = found == null ? streams.size() : found.place();
        if (found == null) {
            if (place == cells.length) {
                drawn = Arrays.copyOf(drawn, 2 * place);
                cells = Arrays.copyOf(cells, 2 * place);
                types = Arrays.copyOf(types, 2 * place);
            }
            cells[place] = new StreamCells(batch.account(), batch.type(), place);
            streams.put(known.stream(), cells[place]);
        }
        drawn[place] = known;
        known.standsAt(place);
        return place;
    }

    private static SampleFate bound(long timeMs, long oldestMs, long furthestMs) {
        if (timeMs > furthestMs) {
            return SampleFate.AHEAD;
        }
        return timeMs < oldestMs ? SampleFate.TOO_OLD : SampleFate.FOLDED;
    }

    private SampleFate fold(BatchReader sample, int place) {
        types[place] = sample.type();
        if (sample.isNull()) {
            cells[place].seen(sample.type(), sample.timeMs());
            return SampleFate.NOTHING;
        }
        return switch (sample.type()) {
            case INT32, UINT32, INT64, UINT64, DOUBLE -> number(sample, place);
            case TEXT -> {
                cells[place].text(sample.timeMs(), sample.text().replace('\0', '\uFFFD'));
                yield SampleFate.FOLDED;
            }
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> histogram(sample, cells[place]);
        };
    }

    private static SampleFate histogram(BatchReader sample, StreamCells cells) {
        try {
            cells.histogram(sample.type(), sample.timeMs(), Histogram.of(sample.histogram()));
            return SampleFate.FOLDED;
        } catch (MalformedHistogramException e) {
            cells.seen(sample.type(), sample.timeMs());
            return SampleFate.NOT_KEPT;
        }
    }

    private SampleFate number(BatchReader sample, int place) {
        double value = sample.real();
        if (!(Math.abs(value) <= LARGEST)) {
            cells[place].seen(sample.type(), sample.timeMs());
            return SampleFate.NOT_A_NUMBER;
        }
        log.add(place, sample.timeMs(), value);
        return SampleFate.FOLDED;
    }
}
