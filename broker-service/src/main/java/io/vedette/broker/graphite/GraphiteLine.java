package io.vedette.broker.graphite;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.batch.MetricType;
import java.util.Optional;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Reads one line: {@code name[;tag=value…] value epoch[.fraction]}, parted by spaces or tabs; -1 for the time means now. */
final class GraphiteLine {
    private static final int LONGEST_NUMBER = 40;

    private GraphiteLine() {}

    /**
     * @return the sample; empty for a line of nothing but spaces
     * @throws GraphiteLineException with the reason: {@code bad_fields}, {@code no_name}, {@code bad_tag}, {@code bad_number}, {@code bad_timestamp}
     */
    static Optional<Sample> parse(String line, long nowMs) throws GraphiteLineException {
        StringTokenizer fields = new StringTokenizer(line, " \t\r");
        if (!fields.hasMoreTokens()) {
            return Optional.empty();
        }
        if (fields.countTokens() != 3) {
            throw new GraphiteLineException("bad_fields");
        }
        String name = name(fields.nextToken());
        String value = fields.nextToken();
        String stamp = fields.nextToken();
        boolean timed = !stamp.equals("-1");
        long timeMs = timed ? millis(stamp) : nowMs;
        Sample sample = sample(name, value, timeMs);
        return Optional.of(timed ? sample.timedAt(timeMs) : sample);
    }

    private static Sample sample(String name, String value, long timeMs) throws GraphiteLineException {
        Long whole = whole(value);
        return whole != null
                ? Sample.whole(name, MetricType.INT64, timeMs, whole)
                : Sample.real(name, timeMs, real(value, "bad_number"));
    }

    private static String name(String text) throws GraphiteLineException {
        String[] parts = text.split(";", -1);
        if (parts[0].isEmpty()) {
            throw new GraphiteLineException("no_name");
        }
        if (parts.length == 1) {
            return parts[0];
        }
        StreamName name = new StreamName(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals <= 0) {
                throw new GraphiteLineException("bad_tag");
            }
            name.tag(parts[i].substring(0, equals), parts[i].substring(equals + 1));
        }
        return name.canonical().orElseThrow(() -> new GraphiteLineException("bad_tag"));
    }

    private static @Nullable Long whole(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        if (text.length() == from || text.length() > 19) {
            return null;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static long millis(String stamp) throws GraphiteLineException {
        double seconds = real(stamp, "bad_timestamp");
        if (seconds < 0 || seconds > Long.MAX_VALUE / 1000.0) {
            throw new GraphiteLineException("bad_timestamp");
        }
        return Math.round(seconds * 1000);
    }

    private static double real(String text, String reason) throws GraphiteLineException {
        // Java's own forms (1d, 0x1p3, NaN) are nobody's on the wire.
        if (text.length() > LONGEST_NUMBER || !text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0)) {
            throw new GraphiteLineException(reason);
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new GraphiteLineException(reason);
        }
        throw new GraphiteLineException(reason);
    }
}
