package io.vedette.broker.statsd;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.stream.StreamTags;
import java.util.ArrayList;
import java.util.List;

/**
 * DogStatsD's events ({@code _e{5,4}:title|text|…}) and service checks ({@code _sc|name|0|…}), which are no values of a period: an event is the text {@code
 * event}, a service check its status, and the text <code>name`message</code> if it says why. Tags and what else tells one from another are tags.
 */
final class DogStatsdNote {
    private static final String EVENT = "_e{";
    private static final String CHECK = "_sc|";
    private static final int HIGHEST_STATUS = 3;

    private DogStatsdNote() {}

    static boolean isNote(String line) {
        return line.startsWith(EVENT) || line.startsWith(CHECK);
    }

    /**
     * @throws StatsdLineException with the reason: {@code bad_event}, {@code bad_service_check}, {@code bad_tag}
     */
    static List<Sample> parse(String line, long nowMs) throws StatsdLineException {
        return line.startsWith(EVENT) ? event(line, nowMs) : serviceCheck(line, nowMs);
    }

    private static List<Sample> event(String line, long nowMs) throws StatsdLineException {
        int close = line.indexOf("}:");
        String[] lengths = close < 0
                ? new String[0]
                : line.substring(EVENT.length(), close).split(",", -1);
        if (lengths.length != 2 || !lengths[0].matches("\\d{1,4}") || !lengths[1].matches("\\d{1,4}")) {
            throw new StatsdLineException("bad_event");
        }
        int title = close + 2;
        int titleEnd = title + Integer.parseInt(lengths[0]);
        int textEnd = titleEnd + 1 + Integer.parseInt(lengths[1]);
        if (titleEnd == title || textEnd > line.length() || line.charAt(titleEnd) != '|') {
            throw new StatsdLineException("bad_event");
        }
        String text = line.substring(title, titleEnd) + ": " + line.substring(titleEnd + 1, textEnd);
        StreamName name = new StreamName("event");
        tags(line.substring(textEnd), name);
        return List.of(Sample.text(canonical(name), nowMs, text.replace("\\n", "\n")));
    }

    private static List<Sample> serviceCheck(String line, long nowMs) throws StatsdLineException {
        String[] parts = line.split("\\|", 4);
        if (parts.length < 3 || parts[1].isEmpty() || !parts[2].matches("[0-" + HIGHEST_STATUS + "]")) {
            throw new StatsdLineException("bad_service_check");
        }
        String rest = parts.length == 4 ? "|" + parts[3] : "";
        int message = rest.indexOf("|m:");
        String base = StreamTags.asPlainName(parts[1]);
        String fields = message < 0 ? rest : rest.substring(0, message);
        StreamName name = new StreamName(base);
        tags(fields, name);
        List<Sample> samples = new ArrayList<>();
        samples.add(Sample.whole(canonical(name), MetricType.UINT32, nowMs, Integer.parseInt(parts[2])));
        if (message >= 0) {
            StreamName why = new StreamName(base + "`message");
            tags(fields, why);
            samples.add(Sample.text(canonical(why), nowMs, rest.substring(message + 3)));
        }
        return samples;
    }

    private static void tags(String fields, StreamName name) throws StatsdLineException {
        for (String field : fields.split("\\|", -1)) {
            if (field.startsWith("#")) {
                for (String tag : field.substring(1).split(",", -1)) {
                    int colon = tag.indexOf(':');
                    name.tag(colon < 0 ? tag : tag.substring(0, colon), colon < 0 ? "" : tag.substring(colon + 1));
                }
            } else if (field.startsWith("h:")) {
                name.tag("host", field.substring(2));
            } else if (field.startsWith("t:")) {
                name.tag("alert_type", field.substring(2));
            } else if (field.startsWith("p:")) {
                name.tag("priority", field.substring(2));
            }
        }
    }

    private static String canonical(StreamName name) throws StatsdLineException {
        return name.canonical().orElseThrow(() -> new StatsdLineException("bad_tag"));
    }
}
