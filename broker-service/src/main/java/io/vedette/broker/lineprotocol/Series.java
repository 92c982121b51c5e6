package io.vedette.broker.lineprotocol;

import io.vedette.broker.intake.KnownStream;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.stream.StreamTags;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The streams of one measurement with its tags, {@code measurement`field|ST[tag:value,…]}, by the bytes of their fields. Any threads. */
final class Series {
    private final byte[] written;
    private final String measurement;
    private final String tags;
    private final Runnable counter;
    private volatile SeriesFields fields = SeriesFields.none();
    /** The one whose line mostly follows. */
    private volatile @Nullable Series next;

    /**
     * @param series its bytes, which are this object's from here on
     * @param counter told of each stream that is made
     * @throws BadLineException when no stream can be named so
     */
    Series(byte[] series, Runnable counter) throws BadLineException {
        this.written = series;
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

    /** The series whose line came after this one's, if it stands here too. */
    @Nullable
    Series following(byte[] bytes, int from, int end) {
        Series guess = next;
        return guess != null && guess.stands(bytes, from, end) ? guess : null;
    }

    void isFollowedBy(Series series) {
        next = series;
    }

    private boolean stands(byte[] bytes, int from, int end) {
        int to = from + written.length;
        return to < end && bytes[to] == ' ' && Arrays.equals(written, 0, written.length, bytes, from, to);
    }

    int length() {
        return written.length;
    }

    /** Its fields so far. */
    SeriesFields fields() {
        return fields;
    }

    /** Where the field with this key is, which may be new. */
    SeriesFields.Place place(byte[] bytes, int from, int to) throws BadLineException {
        SeriesFields.Place known = fields.find(bytes, from, to);
        return known == null ? add(bytes, from, to) : known;
    }

    private synchronized SeriesFields.Place add(byte[] bytes, int from, int to) throws BadLineException {
        SeriesFields.Place known = fields.find(bytes, from, to);
        if (known != null) {
            return known;
        }
        fields = fields.with(bytes, from, to, stream(Arrays.copyOfRange(bytes, from, to)));
        return fields.last();
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
