package io.vedette.broker.push;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Stream names by the bytes they are made of. Remembers those used last, one to a place, so that a series that comes again costs a look and no text. Any
 * threads; entries never change.
 */
public final class NameCache {
    /** What a hash begins with. */
    public static final long SEED = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;
    private static final int PLACES = 1 << 17;

    private final AtomicReferenceArray<Entry> places = new AtomicReferenceArray<>(PLACES);

    /** A name with the two parts it is of. */
    private record Entry(long hash, byte[] first, byte[] second, String name) {}

    /** Makes the canonical name of what comes for the first time. */
    @FunctionalInterface
    public interface Maker<E extends Exception> {
        String make(byte[] first, byte[] second) throws E;
    }

    /** One byte more in a hash. */
    public static long hash(long hash, byte b) {
        return (hash ^ b) * PRIME;
    }

    /** The name of the bytes in two ranges of one array; the hash is any that the same bytes always have. */
    public <E extends Exception> String name(
            long hash, byte[] bytes, int from, int to, int secondFrom, int secondTo, Maker<E> maker) throws E {
        int place = (int) (hash ^ (hash >>> 32)) & (PLACES - 1);
        Entry known = places.getAcquire(place);
        if (known != null
                && known.hash == hash
                && Arrays.equals(known.first, 0, known.first.length, bytes, from, to)
                && Arrays.equals(known.second, 0, known.second.length, bytes, secondFrom, secondTo)) {
            return known.name;
        }
        byte[] first = Arrays.copyOfRange(bytes, from, to);
        byte[] second = Arrays.copyOfRange(bytes, secondFrom, secondTo);
        String name = maker.make(first, second);
        places.setRelease(place, new Entry(hash, first, second, name));
        return name;
    }

    /** The same for one range. */
    public <E extends Exception> String name(byte[] bytes, int from, int to, Maker<E> maker) throws E {
        long hash = SEED;
        for (int i = from; i < to; i++) {
            hash = hash(hash, bytes[i]);
        }
        return name(hash, bytes, from, to, to, to, maker);
    }
}
