package io.vedette.broker.statsd;

import io.vedette.broker.intake.StreamName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One value of one statsd line.
 *
 * @param name cleaned name
 * @param tags category and value of each tag
 * @param number the value; of a set member 0
 * @param member a set's member; empty for all others
 * @param isChange a gauge's value with a sign: added to what it was
 * @param rate share of the events that was sent, over 0 to 1
 */
record StatsdValue(
        String name,
        List<Map.Entry<String, String>> tags,
        Kind kind,
        double number,
        String member,
        boolean isChange,
        double rate) {

    /** What statsd does with the values of a period. The code stands on disk. */
    enum Kind {
        COUNTER(0, "count"),
        GAUGE(1, "gauge"),
        /** Timings, histograms and distributions: count, sum, minimum, maximum and mean of the period. */
        TIMING(2, "timing"),
        SET(3, "set");

        private static final Kind[] BY_CODE = values();

        private final int code;
        private final String word;

        Kind(int code, String word) {
            this.code = code;
            this.word = word;
        }

        String word() {
            return word;
        }

        int code() {
            return code;
        }

        static Optional<Kind> ofCode(int code) {
            return code < BY_CODE.length ? Optional.of(BY_CODE[code]) : Optional.empty();
        }
    }

    /** The stream, with the kind as tag {@code statsd_type} so that two kinds of one name stay apart. */
    StreamName stream(String part) {
        StreamName stream = new StreamName(part.isEmpty() ? name : name + "`" + part).tag("statsd_type", kind.word());
        tags.forEach(tag -> stream.tag(tag.getKey(), tag.getValue()));
        return stream;
    }
}
