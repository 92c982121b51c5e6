package io.vedette.broker.check;

import io.vedette.broker.filter.BoundedText;
import io.vedette.broker.intake.StreamName;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what programs print: Nagios' performance data, or whatever an expression finds. A unit becomes the tag {@code units}. */
final class PluginOutput {
    private static final int MOST = 10_000;
    private static final Pattern PERFORMANCE =
            Pattern.compile("(?:'(?<quoted>(?:[^']|'')+)'|(?<plain>[^\\s'=]+))=(?<value>-?[0-9.,]+(?:[eE][+-]?\\d+)?|U)"
                    + "(?<uom>[a-zA-Z%]*)(?=[;\\s]|$)\\S*");

    private PluginOutput() {}

    /** {@code 'label'=value[uom][;warn[;crit[;min[;max]]]]} behind a bar, in the first line or the lines from the second bar on. */
    static void performance(String text, Collected collected) {
        String[] lines = text.split("\n", 2);
        String first = afterBar(lines[0]);
        String more = lines.length > 1 ? afterBar(lines[1]) : "";
        Matcher found = BoundedText.matcher(PERFORMANCE, first + "\n" + more);
        for (int i = 0; i < MOST && found.find(); i++) {
            String quoted = found.group("quoted");
            String label = quoted == null ? found.group("plain") : quoted.replace("''", "'");
            value(label, found.group("value"), found.group("uom"), collected);
        }
    }

    /** Every place where the expression finds a {@code key} and a {@code value}. */
    static void matches(String pattern, String text, Collected collected) {
        Matcher found = BoundedText.matcher(pattern, text);
        boolean hasUnits = pattern.contains("(?<uom>");
        for (int i = 0; i < MOST && found.find(); i++) {
            String key = found.group("key");
            String value = found.group("value");
            String unit = hasUnits ? found.group("uom") : null;
            if (key != null && value != null) {
                value(key, value, unit == null ? "" : unit, collected);
            }
        }
    }

    private static void value(String label, String value, String unit, Collected collected) {
        StreamName name = new StreamName(label);
        if (!unit.isEmpty()) {
            name.tag("units", unit.toLowerCase(Locale.ROOT));
        }
        name.canonical().ifPresent(stream -> {
            if (value.equals("U")) {
                collected.nothing(stream);
            } else {
                collected.guessed(stream, value.replace(',', '.'));
            }
        });
    }

    private static String afterBar(String text) {
        int bar = text.indexOf('|');
        return bar < 0 ? "" : text.substring(bar + 1);
    }
}
