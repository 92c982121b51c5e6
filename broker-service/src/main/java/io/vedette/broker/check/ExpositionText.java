package io.vedette.broker.check;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.batch.MetricType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Prometheus' text format and OpenMetrics, a line at a time: {@code name{label="value",…} value [time] [# exemplar]}. A line that is none is counted and left out; the
 * others stand.
 */
final class ExpositionText {
    private static final double MS = 1000;

    private final long nowMs;
    private final boolean isOpenMetrics;
    private boolean ended;
    private final List<Sample> samples = new ArrayList<>();
    private int refused;

    /**
     * @param nowMs time of the samples that bring none, epoch ms
     * @param isOpenMetrics whether times are seconds and a last line says so
     */
    ExpositionText(long nowMs, boolean isOpenMetrics) {
        this.nowMs = nowMs;
        this.isOpenMetrics = isOpenMetrics;
    }

    /** Whether the line was seen that ends OpenMetrics. */
    boolean hasEnded() {
        return ended;
    }

    /** What was read, and how many lines were refused as {@code lines_refused}. */
    List<Sample> samples() {
        List<Sample> all = new ArrayList<>(samples);
        all.add(Sample.whole("lines_refused", MetricType.UINT32, nowMs, refused));
        return all;
    }

    void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            ended |= line.strip().equals("# EOF");
            return;
        }
        try {
            samples.add(sample(new Cursor(line.strip())));
        } catch (IllegalArgumentException malformed) {
            refused++;
        }
    }

    private Sample sample(Cursor cursor) {
        StreamName name = new StreamName(cursor.until("{ \t"));
        if (cursor.take('{')) {
            while (!cursor.take('}')) {
                String label = cursor.until("=").strip();
                cursor.expect('=');
                name.tag(label, cursor.quoted());
                cursor.take(',');
                cursor.skipBlanks();
            }
        }
        // An exemplar may stand behind the value.
        String[] rest = cursor.rest().split(" # ", 2)[0].strip().split("[ \t]+");
        String canonical = name.canonical().orElseThrow(IllegalArgumentException::new);
        if (rest.length > 2 || canonical.isEmpty() || canonical.startsWith("|")) {
            throw new IllegalArgumentException("not name, labels, value, time");
        }
        double value = number(rest[0]);
        Sample sample = Double.isNaN(value)
                ? Sample.nothing(canonical, MetricType.DOUBLE, nowMs)
                : Sample.real(canonical, nowMs, value);
        return rest.length == 1 ? sample : sample.timedAt(time(rest[1]));
    }

    private long time(String text) {
        return isOpenMetrics ? Math.round(Double.parseDouble(text) * MS) : Long.parseLong(text);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** A place in one line. */
    private static final class Cursor {
        private final String line;
        private int at;

        Cursor(String line) {
            this.line = line;
        }

        String until(String ends) {
            int from = at;
            while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
                at++;
            }
            return line.substring(from, at);
        }

        boolean take(char c) {
            boolean is = at < line.length() && line.charAt(at) == c;
            at += is ? 1 : 0;
            return is;
        }

        void expect(char c) {
            if (!take(c)) {
                throw new IllegalArgumentException("no " + c + " at " + at);
            }
        }

        void skipBlanks() {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
        }

        String quoted() {
            skipBlanks();
            expect('"');
            StringBuilder value = new StringBuilder();
            while (!take('"')) {
                char c = next();
                value.append(c == '\\' ? escaped(next()) : c);
            }
            return value.toString();
        }

        String rest() {
            return line.substring(at);
        }

        private char next() {
            if (at >= line.length()) {
                throw new IllegalArgumentException("label breaks off");
            }
            return line.charAt(at++);
        }

        private static char escaped(char c) {
            return c == 'n' ? '\n' : c;
        }
    }
}
