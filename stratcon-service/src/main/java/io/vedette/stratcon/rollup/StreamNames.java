package io.vedette.stratcon.rollup;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * Streams drawn lately, found by the bytes of their names, which are neither decoded nor kept twice then. Those that share a place push each other out, so
 * that it stays as large as it was made. Safe for many threads: who sees another's entry sees all of it.
 */
public final class StreamNames {
    private static final int WAYS = 2;

    private final @Nullable Known[] known;
    private final int mask;

    /**
     * @param places a power of two; each has room for two streams
     */
    public StreamNames(int places) {
        if (Integer.bitCount(places) != 1) {
            throw new IllegalArgumentException(places + " is no power of two");
        }
        known = new Known[places * WAYS];
        mask = places - 1;
    }

    private record Known(StreamId stream, byte[] utf8) {}

    /** The batch's present stream. */
    StreamId of(BatchReader batch) {
        int hash = batch.nameHash() ^ batch.check().hashCode();
        int place = ((hash ^ hash >>> 16) & mask) * WAYS;
        Known first = known[place];
        if (isOf(first, batch)) {
            return first.stream;
        }
        Known second = known[place + 1];
        if (isOf(second, batch)) {
            return second.stream;
        }
        StreamId stream = new StreamId(batch.check(), batch.name());
        known[place + 1] = first;
        known[place] = new Known(stream, batch.nameBytes());
        return stream;
    }

    private static boolean isOf(@Nullable Known known, BatchReader batch) {
        return known != null && batch.nameIs(known.utf8) && known.stream.check().equals(batch.check());
    }
}
