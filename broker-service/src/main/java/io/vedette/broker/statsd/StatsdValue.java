package io.vedette.broker.statsd;

import io.vedette.broker.intake.StreamName;
import java.util.List;
import java.util.Map;

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

    /** What statsd does with the values of a period. */
    enum Kind {
        COUNTER("count"),
        GAUGE("gauge"),
        /** Timings, histograms and distributions: count, sum, minimum, maximum and mean of the period. */
        TIMING("timing"),
        SET("set");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** The stream, with the kind as tag {@code statsd_type} so that two kinds of one name stay apart. */
    StreamName stream(String part) {
        StreamName stream = new StreamName(part.isEmpty() ? name : name + "`" + part).tag("statsd_type", kind.word());
        tags.forEach(tag -> stream.tag(tag.getKey(), tag.getValue()));
        return stream;
    }
}
