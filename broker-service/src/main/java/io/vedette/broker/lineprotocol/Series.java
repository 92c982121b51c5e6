package io.vedette.broker.lineprotocol;

import io.vedette.broker.intake.KnownStream;
import io.vedette.broker.intake.StreamName;
import io.vedette.broker.push.ByteIndex;
import io.vedette.contracts.stream.StreamTags;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one measurement with its tags, {@code measurement`field|ST[tag:value,…]}, by the bytes of their fields. Fields mostly come in the order in
 * which they came before, so each knows the one after it. Any threads.
 */
final class Series {
    private static final int FIRST_FIELDS = 8;
    private static final int MOST_FIELDS = 1 << 14;

    private final String measurement;
    private final String tags;
    private final ByteIndex<Field> fields = new ByteIndex<>(FIRST_FIELDS, MOST_FIELDS);
    private final Runnable counter;
    private volatile @Nullable Field first;

    /** One field of the series. */
    static final class Field {
        private final byte[] key;
        private final KnownStream stream;
        private volatile @Nullable Field next;

        Field(byte[] key, KnownStream stream) {
            this.key = key;
            this.stream = stream;
        }

        KnownStream stream() {
            return stream;
        }

        int keyLength() {
            return key.length;
        }

        private boolean stands(byte[] bytes, int from, int end) {
            int to = from + key.length;
            return to < end && bytes[to] == '=' && Arrays.equals(key, 0, key.length, bytes, from, to);
        }
    }

    /**
     * @param counter told of each stream that is made
     * @throws BadLineException when no stream can be named so
     */
    Series(byte[] series, Runnable counter) throws BadLineException {
        this.counter = counter;
        int end = end(series, 0, ',');
        measurement = plain(series, 0, end);
        if (measurement.isEmpty()) {
            throw new BadLineException("missing_measurement");
        }
        StreamName name = new StreamName("");
        while (end < series.length) {
            int begin = end + 1;
            int equals = end(series, begin, '=');
            end = end(series, begin, ',');
            if (equals >= end || equals == begin || equals + 1 == end) {
                throw new BadLineException("bad_tag");
            }
            name.tag(plain(series, begin, equals), plain(series, equals + 1, end));
        }
        tags = name.canonical().orElseThrow(() -> new BadLineException("bad_tag"));
    }

    /** The field that stands here, if it is the one that followed this one, or was the first, when the series came last. */
    @Nullable
    Field expected(@Nullable Field before, byte[] bytes, int from, int end) {
        Field guess = before == null ? first : before.next;
        return guess != null && guess.stands(bytes, from, end) ? guess : null;
    }

    /** The field with this key. */
    Field field(@Nullable Field before, byte[] bytes, int from, int to) throws BadLineException {
        long hash = ByteIndex.hash(bytes, from, to);
        Field field = fields.find(hash, bytes, from, to);
        if (field == null) {
            byte[] key = Arrays.copyOfRange(bytes, from, to);
            field = fields.put(hash, bytes, from, to, new Field(key, stream(key)));
        }
        if (before == null) {
            first = field;
        } else {
            before.next = field;
        }
        return field;
    }

    private KnownStream stream(byte[] key) throws BadLineException {
        String field = plain(key, 0, key.length);
        if (field.isEmpty()) {
            throw new BadLineException("missing_field_key");
        }
        KnownStream stream = new KnownStream(measurement + "`" + field + tags);
        if (!stream.flaw().isEmpty()) {
            throw new BadLineException(stream.flaw());
        }
        counter.run();
        return stream;
    }

    /** Where the next such byte is that no backslash stands before; else the end. */
    private static int end(byte[] bytes, int from, char wanted) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == wanted) {
                return i;
            }
        }
        return bytes.length;
    }

    /** Without the backslashes before commas, spaces and equal signs; what would end the name of a stream is no part of one. */
    private static String plain(byte[] bytes, int from, int to) {
        byte[] out = new byte[to - from];
        int size = 0;
        for (int i = from; i < to; i++) {
            boolean escapes = bytes[i] == '\\'
                    && i + 1 < to
                    && (bytes[i + 1] == ',' || bytes[i + 1] == ' ' || bytes[i + 1] == '=');
            out[size++] = bytes[escapes ? ++i : i];
        }
        return StreamTags.asPlainName(new String(out, 0, size, StandardCharsets.UTF_8));
    }
}
