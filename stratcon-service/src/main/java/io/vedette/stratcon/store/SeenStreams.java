package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.StreamCells;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this process knows of the streams it wrote lately; the one not written for longest is forgotten first. Safe for many threads. */
final class SeenStreams {
    private static final long TOUCH_AFTER_MS = 60_000;

    /** Guarded by this. */
    private final LinkedHashMap<StreamId, Seen> streams;

    SeenStreams(int capacity) {
        streams = new LinkedHashMap<>(1024, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<StreamId, Seen> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized @Nullable Seen get(StreamId stream) {
        return streams.get(stream);
    }

    synchronized void put(StreamId stream, Seen known) {
        streams.put(stream, known);
    }

    /** What the catalogue says of a stream. */
    record Seen(int id, long firstMs, long lastMs) {

        boolean isBehind(StreamCells fresh) {
            return fresh.lastSeenMs() >= lastMs + TOUCH_AFTER_MS || fresh.firstSeenMs() < firstMs;
        }

        Seen with(StreamCells fresh) {
            return new Seen(id, Math.min(firstMs, fresh.firstSeenMs()), Math.max(lastMs, fresh.lastSeenMs()));
        }
    }
}
