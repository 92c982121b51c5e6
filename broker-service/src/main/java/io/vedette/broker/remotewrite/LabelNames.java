package io.vedette.broker.remotewrite;

import io.vedette.broker.intake.StreamName;
import io.vedette.broker.push.NameCache;
import io.vedette.contracts.batch.Batches;
import io.vedette.contracts.stream.StreamTags;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of a series out of its labels: {@code __name__|ST[label:value,…]}. The labels are gathered with {@link #label} into one key, by which the name is
 * known when it comes again. Belongs to one thread, but for the cache.
 */
final class LabelNames {
    private final NameCache cache;
    private byte[] key = new byte[512];
    private int size;

    LabelNames(NameCache cache) {
        this.cache = cache;
    }

    void clear() {
        size = 0;
    }

    /** One label, name and value lying in the same array. */
    void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        part(bytes, nameFrom, nameTo);
        part(bytes, valueFrom, valueTo);
    }

    /** The canonical name; empty when no stream can have it. */
    String name() {
        return cache.name(key, 0, size, (labels, nothing) -> made(labels));
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

    private static String made(byte[] labels) {
        ByteBuffer rest = ByteBuffer.wrap(labels);
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
            return "";
        }
        String name = tags.canonical().map(base::concat).orElse("");
        return name.getBytes(StandardCharsets.UTF_8).length > Batches.MAX_NAME_BYTES ? "" : name;
    }

    private static String text(ByteBuffer rest) {
        byte[] bytes = new byte[rest.getInt()];
        rest.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
