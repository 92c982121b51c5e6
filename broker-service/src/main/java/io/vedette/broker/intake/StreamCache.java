package io.vedette.broker.intake;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Streams by names that come again and again, for protocols that have names and not bytes. At each place is the one that came last. Any threads. */
final class StreamCache {
    private static final int PLACES = 1 << 16;

    private final AtomicReferenceArray<@Nullable KnownStream> places = new AtomicReferenceArray<>(PLACES);

    /** The stream that is called so; null when the name's tags are malformed. */
    @Nullable
    KnownStream find(String name) {
        int hash = name.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        KnownStream known = places.getAcquire(place);
        if (known != null && known.name().equals(name)) {
            return known;
        }
        KnownStream made = StreamName.canonical(name).map(KnownStream::new).orElse(null);
        if (made != null && made.name().equals(name) && made.flaw().isEmpty()) {
            places.setRelease(place, made);
        }
        return made;
    }
}
