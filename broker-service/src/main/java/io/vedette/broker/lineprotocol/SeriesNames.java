package io.vedette.broker.lineprotocol;

import io.vedette.broker.push.ByteIndex;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Series by the bytes they are written as, for those that came before. Forgets all when it has made too many streams. Any threads. */
final class SeriesNames {
    private static final int MOST_STREAMS = 1 << 17;

    private final AtomicInteger made = new AtomicInteger();
    private volatile ByteIndex<Series> index = fresh();

    /**
     * @param before of the line before, which is told what follows it
     */
    Series series(@Nullable Series before, byte[] bytes, int from, int to) throws BadLineException {
        Series series = series(bytes, from, to);
        if (before != null) {
            before.isFollowedBy(series);
        }
        return series;
    }

    private Series series(byte[] bytes, int from, int to) throws BadLineException {
        long hash = ByteIndex.hash(bytes, from, to);
        Series series = index.find(hash, bytes, from, to);
        if (series != null) {
            return series;
        }
        return index.put(hash, bytes, from, to, new Series(Arrays.copyOfRange(bytes, from, to), this::madeOne));
    }

    private static ByteIndex<Series> fresh() {
        return new ByteIndex<>(1 << 10, MOST_STREAMS);
    }

    private void madeOne() {
        if (made.incrementAndGet() > MOST_STREAMS) {
            index = fresh();
            made.set(0);
        }
    }
}
