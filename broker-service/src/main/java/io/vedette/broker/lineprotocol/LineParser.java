package io.vedette.broker.lineprotocol;

import io.vedette.broker.intake.KnownStream;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes one line apart: {@code measurement[,tag=value…] field=value[,field=value…] [timestamp]}. Floats become {@code n}, {@code 1i} {@code l}, {@code 1u}
 * {@code L}, truths {@code i}, strings {@code s}. Hands on all samples of the line or none. Belongs to one thread.
 */
final class LineParser {
    private static final int MAX_FIELDS = 10_000;

    private final SeriesNames names;
    private final Precision precision;
    private final long nowMs;
    /** The fields of the line so far; those from {@code fields} on are of lines before it. */
    private KnownStream[] stream = new KnownStream[16];

    private MetricType[] type = new MetricType[16];
    private long[] bits = new long[16];
    private @Nullable String[] text = new String[16];
    private int fields;
    private byte[] line = new byte[0];
    private int at;
    private int end;
    /** Of the line before. */
    private @Nullable Series series;

    /**
     * @param nowMs time of lines without one of their own
     */
    LineParser(SeriesNames names, Precision precision, long nowMs) {
        this.names = names;
        this.precision = precision;
        this.nowMs = nowMs;
    }

    /** Reads the line that stands from here to there, its line feed not among it; empty lines and comments are none. */
    void parse(byte[] bytes, int from, int to, Consumer<Sample> samples) throws BadLineException {
        line = bytes;
        at = from;
        end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        skipSpaces();
        if (at == end || line[at] == '#') {
            return;
        }
        fields = 0;
        fields(series());
        skipSpaces();
        boolean timed = at < end;
        long timeMs = timed ? stamp() : nowMs;
        for (int i = 0; i < fields; i++) {
            samples.accept(sample(i, timed, timeMs));
        }
    }

    private Sample sample(int i, boolean timed, long timeMs) {
        String value = text[i];
        if (value == null) {
            return Sample.number(stream[i], type[i], timeMs, timed, bits[i]);
        }
        Sample sample = Sample.text(stream[i].name(), timeMs, value).named(stream[i]);
        return timed ? sample.timedAt(timeMs) : sample;
    }

    /** The series that stands here; what comes next is its first field. */
    private Series series() throws BadLineException {
        Series before = series;
        Series follows = before == null ? null : before.following(line, at, end);
        int from = at;
        if (follows == null) {
            word((byte) ' ');
        } else {
            at += follows.length();
        }
        int to = at;
        skipSpaces();
        if (at == end) {
            throw new BadLineException("missing_fields");
        }
        series = follows == null ? names.series(before, line, from, to) : follows;
        return series;
    }

    private void fields(Series present) throws BadLineException {
        SeriesFields known = present.fields();
        int next = 0;
        while (true) {
            if (known.stands(next, line, at, end)) {
                at += known.keyLength(next);
            } else {
                SeriesFields.Place place = field(present);
                known = place.fields();
                next = place.at();
            }
            at++;
            value(known.stream(next));
            next++;
            if (at == end || line[at] == ' ') {
                return;
            }
            if (line[at] != ',') {
                throw new BadLineException("bad_number");
            }
            at++;
        }
    }

    /** Where the field is whose key stands here; what comes next is its equal sign. */
    private SeriesFields.Place field(Series present) throws BadLineException {
        int key = at;
        word((byte) '=');
        if (at == end || at == key) {
            throw new BadLineException(at == end ? "missing_field_value" : "missing_field_key");
        }
        return present.place(line, key, at);
    }

    /** Steps to the next such byte outside an escape. */
    private void word(byte until) {
        byte[] bytes = line;
        int i = at;
        while (i < end && bytes[i] != until) {
            i += bytes[i] == '\\' && i + 1 < end ? 2 : 1;
        }
        at = i;
    }

    private void value(KnownStream field) throws BadLineException {
        if (at == end) {
            throw new BadLineException("missing_field_value");
        }
        if (line[at] == '"') {
            add(field, MetricType.TEXT, 0, string());
            return;
        }
        int from = at;
        while (at < end && line[at] != ',' && line[at] != ' ') {
            at++;
        }
        if (from == at) {
            throw new BadLineException("missing_field_value");
        }
        switch (line[at - 1]) {
            case 'i' -> add(field, MetricType.INT64, Numbers.whole(line, from, at - 1, "bad_number"), null);
            case 'u' -> add(field, MetricType.UINT64, Numbers.unsigned(line, from, at - 1), null);
            case 't', 'T', 'f', 'F', 'e', 'E' -> add(field, MetricType.INT32, truth(from) ? 1 : 0, null);
            default -> add(field, MetricType.DOUBLE, Double.doubleToRawLongBits(Numbers.real(line, from, at)), null);
        }
    }

    private void add(KnownStream field, MetricType kind, long value, @Nullable String string) throws BadLineException {
        if (fields == MAX_FIELDS) {
            throw new BadLineException("too_many_fields");
        }
        if (fields == stream.length) {
            int size = fields * 2;
            stream = Arrays.copyOf(stream, size);
            type = Arrays.copyOf(type, size);
            bits = Arrays.copyOf(bits, size);
            text = Arrays.copyOf(text, size);
        }
        stream[fields] = field;
        type[fields] = kind;
        bits[fields] = value;
        text[fields++] = string;
    }

    private boolean truth(int from) throws BadLineException {
        String word = at - from > 5 ? "" : new String(line, from, at - from, StandardCharsets.ISO_8859_1);
        return switch (word) {
            case "t", "T", "true", "True", "TRUE" -> true;
            case "f", "F", "false", "False", "FALSE" -> false;
            default -> throw new BadLineException("bad_boolean");
        };
    }

    private String string() throws BadLineException {
        int begin = ++at;
        boolean escaped = false;
        while (at < end && line[at] != '"') {
            boolean escapes = line[at] == '\\' && at + 1 < end;
            escaped |= escapes;
            at += escapes ? 2 : 1;
        }
        if (at >= end) {
            throw new BadLineException("unbalanced_quotes");
        }
        String text = new String(line, begin, at - begin, StandardCharsets.UTF_8);
        at++;
        return escaped ? text.replace("\\\"", "\"").replace("\\\\", "\\") : text;
    }

    private long stamp() throws BadLineException {
        int from = at;
        while (at < end && line[at] != ' ') {
            at++;
        }
        long ms = precision.toMillis(Numbers.whole(line, from, at, "bad_timestamp"));
        skipSpaces();
        if (at < end) {
            throw new BadLineException("bad_timestamp");
        }
        return ms;
    }

    private void skipSpaces() {
        while (at < end && line[at] == ' ') {
            at++;
        }
    }
}
