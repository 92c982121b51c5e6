package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.StreamCells;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this process knows of the streams it wrote or was asked for lately; the one that was not for longest is forgotten first. Safe for many threads. */
final class SeenStreams {
    /** Guarded by this. */
    private final LinkedHashMap<StreamId, KnownStream> streams;

    SeenStreams(int capacity) {
        streams = new LinkedHashMap<>(1024, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<StreamId, KnownStream> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized @Nullable KnownStream get(StreamId stream) {
        return streams.get(stream);
    }

    synchronized void put(KnownStream known) {
        streams.put(known.stream(), known);
    }

    /** Puts those that are known where they belong, and says which are not. */
    synchronized Set<StreamId> sort(Collection<StreamId> asked, List<KnownStream> known) {
        Set<StreamId> strangers = new HashSet<>();
        for (StreamId stream : new HashSet<>(asked)) {
            KnownStream seen = streams.get(stream);
            if (seen == null) {
                strangers.add(stream);
            } else {
                known.add(seen);
            }
        }
        return strangers;
    }

    /** Whether the catalogue is to be told when the stream was seen. */
    synchronized boolean isBehind(KnownStream known, StreamCells fresh, long nowMs) {
        long pace = TouchPace.afterMs(known.id(), streams.size(), nowMs - fresh.lastSeenMs());
        return fresh.lastSeenMs() >= known.lastSeenMs() + pace || fresh.firstSeenMs() < known.firstSeenMs();
    }

    static KnownStream with(KnownStream known, StreamCells fresh) {
        return new KnownStream(
                known.id(),
                known.stream(),
                known.account(),
                fresh.type(),
                Math.min(known.firstSeenMs(), fresh.firstSeenMs()),
                Math.max(known.lastSeenMs(), fresh.lastSeenMs()));
    }
}
