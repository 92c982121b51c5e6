package io.vedette.broker.remotewrite;

import io.vedette.broker.intake.KnownStream;
import io.vedette.broker.intake.StreamName;
import io.vedette.broker.push.ByteIndex;
import io.vedette.contracts.stream.StreamTags;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name of a series out of its labels: {@code __name__|ST[label:value,…]}. The labels are gathered with {@link #label} into one key, by which the name is
 * known when it comes again. Belongs to one thread, but for the cache.
 */
final class LabelNames {
    private static final int MOST_STREAMS = 1 << 17;
    /** What stands for labels that name no stream. */
    private static final KnownStream NONE = new KnownStream("");

    private final Cache cache;
    private byte[] key = new byte[512];
    private int size;

    LabelNames(Cache cache) {
        this.cache = cache;
    }

    /** Streams by the bytes of their labels as a message has them, and by the keys that are gathered of these. Any threads. */
    static final class Cache {
        private final ByteIndex<KnownStream> asTheyStand = new ByteIndex<>(1 << 10, MOST_STREAMS);
        private final ByteIndex<KnownStream> gathered = new ByteIndex<>(1 << 10, MOST_STREAMS);
    }

    /**
     * The stream of labels whose fields stand there; null when none can have them.
     *
     * @param labels gathers them if they have not come before
     */
    @Nullable
    KnownStream stream(byte[] bytes, int from, int to, Runnable labels) {
        long hash = ByteIndex.hash(bytes, from, to);
        KnownStream known = cache.asTheyStand.find(hash, bytes, from, to);
        if (known == null) {
            size = 0;
            labels.run();
            known = cache.asTheyStand.put(hash, bytes, from, to, made(ByteBuffer.wrap(key, 0, size)));
        }
        return known.flaw().isEmpty() ? known : null;
    }

    /** One label, name and value lying in the same array. */
    void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        part(bytes, nameFrom, nameTo);
        part(bytes, valueFrom, valueTo);
    }

    /** The same for labels that do not stand together. */
    @Nullable
    KnownStream stream(Runnable labels) {
        size = 0;
        labels.run();
        long hash = ByteIndex.hash(key, 0, size);
        KnownStream known = cache.gathered.find(hash, key, 0, size);
        if (known == null) {
            known = cache.gathered.put(hash, key, 0, size, made(ByteBuffer.wrap(key, 0, size)));
        }
        return known.flaw().isEmpty() ? known : null;
    }

    private void part(byte[] bytes, int from, int to) {
        int length = to - from;
        if (key.length - size < length + Integer.BYTES) {
            key = Arrays.copyOf(key, Math.max(key.length * 2, size + length + Integer.BYTES));
        }
        key[size++] = (byte) (length >>> 24);
        key[size++] = (byte) (length >>> 16);
        key[size++] = (byte) (length >>> 8);
        key[size++] = (byte) length;
        System.arraycopy(bytes, from, key, size, length);
        size += length;
    }

    private static KnownStream made(ByteBuffer rest) {
        String base = "";
        StreamName tags = new StreamName("");
        while (rest.hasRemaining()) {
            String label = text(rest);
            String value = text(rest);
            if (label.equals("__name__")) {
                base = StreamTags.asPlainName(value);
            } else if (!value.isEmpty()) {
                tags.tag(label, value);
            }
        }
        if (base.isEmpty()) {
            return NONE;
        }
        String name = tags.canonical().map(base::concat).orElse("");
        KnownStream stream = new KnownStream(name);
        return stream.flaw().isEmpty() ? stream : NONE;
    }

    private static String text(ByteBuffer rest) {
        byte[] bytes = new byte[rest.getInt()];
        rest.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
