package io.vedette.broker.push;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What was made of bytes that come again and again, by those bytes: who finds them makes no text of them. Full, it begins anew; bytes that somebody chose to
 * meet in one place push each other out. Any threads; reading takes no lock.
 */
public final class ByteIndex<V> {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = ThreadLocalRandom.current().nextLong();
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final int FARTHEST = 16;

    private final int most;
    private volatile AtomicReferenceArray<@Nullable Entry<V>> places;
    /** Guarded by this. */
    private int size;

    private record Entry<V>(long hash, byte[] key, V value) {}

    /**
     * @param first places to begin with, a power of two
     * @param most it remembers
     */
    public ByteIndex(int first, int most) {
        places = new AtomicReferenceArray<>(first);
        this.most = most;
    }

    /** By which the bytes of this range are found; nobody can foresee it. */
    public static long hash(byte[] bytes, int from, int to) {
        long hash = SEED ^ (to - from);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONG.get(bytes, at));
        }
        if (at < to) {
            long rest = 0;
            for (; at < to; at++) {
                rest = rest << Byte.SIZE | (bytes[at] & 0xff);
            }
            hash = mixed(hash ^ rest);
        }
        return hash ^ (hash >>> 32);
    }

    private static long mixed(long value) {
        long product = value * MULTIPLIER;
        return product ^ (product >>> 29);
    }

    /** What was put for these bytes; null when nothing was, or it is forgotten. */
    public @Nullable V find(long hash, byte[] bytes, int from, int to) {
        AtomicReferenceArray<@Nullable Entry<V>> present = places;
        int mask = present.length() - 1;
        for (int i = 0; i < FARTHEST; i++) {
            Entry<V> entry = present.getAcquire((int) hash + i & mask);
            if (entry == null) {
                return null;
            }
            if (entry.hash == hash && Arrays.equals(entry.key, 0, entry.key.length, bytes, from, to)) {
                return entry.value;
            }
        }
        return null;
    }

    /** Puts a value for these bytes; two threads that made it at once have either. */
    public synchronized V put(long hash, byte[] bytes, int from, int to, V value) {
        V known = find(hash, bytes, from, to);
        if (known != null) {
            return known;
        }
        if (size >= most) {
            places = new AtomicReferenceArray<>(places.length());
            size = 0;
        } else if (2 * size >= places.length()) {
            grow();
        }
        add(places, new Entry<>(hash, Arrays.copyOfRange(bytes, from, to), value));
        size++;
        return value;
    }

    private void grow() {
        AtomicReferenceArray<@Nullable Entry<V>> larger = new AtomicReferenceArray<>(places.length() * 2);
        for (int i = 0; i < places.length(); i++) {
            Entry<V> entry = places.getPlain(i);
            if (entry != null) {
                add(larger, entry);
            }
        }
        places = larger;
    }

    private static <V> void add(AtomicReferenceArray<@Nullable Entry<V>> places, Entry<V> entry) {
        int mask = places.length() - 1;
        for (int i = 0; i < FARTHEST; i++) {
            int place = (int) entry.hash + i & mask;
            if (places.getPlain(place) == null) {
                places.setRelease(place, entry);
                return;
            }
        }
        places.setRelease((int) entry.hash & mask, entry);
    }
}
