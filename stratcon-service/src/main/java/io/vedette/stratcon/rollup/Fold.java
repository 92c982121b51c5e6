package io.vedette.stratcon.rollup;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.contracts.histogram.Histogram.MalformedHistogramException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Folds batches into cells until a commit takes them. Every sample gets one {@link SampleFate}, counted; none of them stops the fold. Live-only
 * batches leave no trace. Belongs to one thread.
 */
public final class Fold {
    /** Larger numbers, either way, are refused: the sum of their squares would overflow. */
    static final double LARGEST = 1e140;

    /** Numbers that wait at most: what is folded for hours is folded into cells. */
    static final int MOST_IN_LOG = 1 << 18;

    private static final int FIRST_ROOM = 256;

    private final Map<StreamId, StreamCells> streams = new HashMap<>();
    private SampleLog log = new SampleLog(FIRST_ROOM);
    private final Map<SampleFate, Long> refused = new EnumMap<>(SampleFate.class);
    private final SampleBounds bounds;
    private final StreamNames names;
    private long folded;
    private int samples;

    /**
     * @param names of streams folded before
     */
    public Fold(SampleBounds bounds, StreamNames names) {
        this.bounds = bounds;
        this.names = names;
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
            StreamId stream = names.of(batch);
            boolean named = stream.name().indexOf('\0') < 0;
            while (batch.nextSample()) {
                SampleFate fate = named ? bound(batch.timeMs(), oldestMs, furthestMs) : SampleFate.BAD_NAME;
                if (fate == SampleFate.FOLDED) {
                    fate = fold(batch, cellsOf(stream, batch));
                }
                took(fate);
            }
        }
        if (log.size() >= MOST_IN_LOG) {
            log = new SampleLog(FIRST_ROOM);
            streams.values().forEach(cells -> cells.settle(log));
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

    private StreamCells cellsOf(StreamId stream, BatchReader batch) {
        StreamCells cells = streams.get(stream);
        if (cells == null) {
            cells = new StreamCells(batch.account(), batch.type(), log);
            streams.put(stream, cells);
        }
        return cells;
    }

    private static SampleFate bound(long timeMs, long oldestMs, long furthestMs) {
        if (timeMs > furthestMs) {
            return SampleFate.AHEAD;
        }
        return timeMs < oldestMs ? SampleFate.TOO_OLD : SampleFate.FOLDED;
    }

    private static SampleFate fold(BatchReader sample, StreamCells cells) {
        if (sample.isNull()) {
            cells.seen(sample.type(), sample.timeMs());
            return SampleFate.NOTHING;
        }
        return switch (sample.type()) {
            case INT32, UINT32, INT64, UINT64, DOUBLE -> number(sample, cells);
            case TEXT -> {
                cells.text(sample.timeMs(), sample.text().replace('\0', '\uFFFD'));
                yield SampleFate.FOLDED;
            }
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> histogram(sample, cells);
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

    private static SampleFate number(BatchReader sample, StreamCells cells) {
        double value = sample.real();
        if (!(Math.abs(value) <= LARGEST)) {
            cells.seen(sample.type(), sample.timeMs());
            return SampleFate.NOT_A_NUMBER;
        }
        cells.number(sample.type(), sample.timeMs(), value);
        return SampleFate.FOLDED;
    }
}
