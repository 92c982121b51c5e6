package io.vedette.broker.lineprotocol;

import io.vedette.broker.intake.StreamName;
import io.vedette.broker.push.NameCache;
import io.vedette.contracts.batch.Batches;
import io.vedette.contracts.stream.StreamTags;
import java.nio.charset.StandardCharsets;

/** Stream names by the bytes they are made of: {@code measurement`field|ST[tag:value,…]}. */
final class SeriesNames {
    private final NameCache cache = new NameCache();

    /** The canonical name; the hash is that of both parts. */
    String name(long hash, byte[] bytes, int from, int to, int fieldFrom, int fieldTo) throws BadLineException {
        return cache.name(hash, bytes, from, to, fieldFrom, fieldTo, SeriesNames::name);
    }

    private static String name(byte[] series, byte[] field) throws BadLineException {
        int end = end(series, 0, ',');
        String measurement = plain(series, 0, end);
        String key = plain(field, 0, field.length);
        if (measurement.isEmpty() || key.isEmpty()) {
            throw new BadLineException(measurement.isEmpty() ? "missing_measurement" : "missing_field_key");
        }
        StreamName name = new StreamName(measurement + "`" + key);
        while (end < series.length) {
            int begin = end + 1;
            int equals = end(series, begin, '=');
            end = end(series, begin, ',');
            if (equals >= end || equals == begin || equals + 1 == end) {
                throw new BadLineException("bad_tag");
            }
            name.tag(plain(series, begin, equals), plain(series, equals + 1, end));
        }
        String canonical = name.canonical().orElseThrow(() -> new BadLineException("bad_tag"));
        if (canonical.getBytes(StandardCharsets.UTF_8).length > Batches.MAX_NAME_BYTES) {
            throw new BadLineException("name_too_long");
        }
        return canonical;
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
