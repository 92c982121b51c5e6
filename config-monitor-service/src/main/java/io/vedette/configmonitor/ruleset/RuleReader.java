package io.vedette.configmonitor.ruleset;

import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.webdb.ruleset.RuleTerms;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one rule of a set; everything wrong is left in the {@link Fields}. */
final class RuleReader {
    private static final double MOST = 1e15;
    private static final int TEXT = 4096;
    private static final String ON_ABSENCE = "on absence";
    private static final String ON_CHANGE = "on change";
    private static final Set<String> OF_NUMBERS =
            new TreeSet<>(Set.of("max value", "min value", "equals", "does not equal", ON_ABSENCE));
    private static final Set<String> OF_TEXT =
            new TreeSet<>(Set.of("match", "does not match", "contains", "does not contain", ON_CHANGE, ON_ABSENCE));
    private static final Set<String> FUNCTIONS =
            new TreeSet<>(Set.of("average", "stddev", "derive", "derive_stddev", "counter", "counter_stddev"));

    private RuleReader() {}

    /** @param metricType numeric or text */
    static RuleTerms read(Fields rule, String metricType) {
        boolean ofText = metricType.equals("text");
        String criteria = rule.word("criteria", null, ofText ? OF_TEXT : OF_NUMBERS);
        return new RuleTerms(
                criteria,
                value(rule, criteria, ofText),
                rule.integer("severity", 1, 0, 5),
                rule.number("wait", 0, 0, MOST),
                rule.node("windowing_function") == null ? null : rule.word("windowing_function", null, FUNCTIONS),
                duration(rule, "windowing_duration"),
                duration(rule, "windowing_min_duration"));
    }

    private static @Nullable Integer duration(Fields rule, String name) {
        return rule.node(name) == null ? null : rule.integer(name, 0, 0, Integer.MAX_VALUE);
    }

    private static @Nullable Object value(Fields rule, String criteria, boolean ofText) {
        JsonNode value = rule.node("value");
        if (value == null) {
            if (!criteria.equals(ON_CHANGE)) {
                rule.wrong("value", "is missing");
            }
            return null;
        }
        if (ofText && !criteria.equals(ON_ABSENCE)) {
            return text(rule, value);
        }
        double number = Fields.asNumber(value);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            rule.wrong("value", "must be a number");
        } else if (criteria.equals(ON_ABSENCE) && (number <= 0 || number > MOST)) {
            rule.wrong("value", "must be the seconds without data, more than 0");
        }
        return value.isNumber() ? value.numberValue() : value.asString("");
    }

    private static @Nullable Object text(Fields rule, JsonNode value) {
        if (value.isNumber()) {
            return value.numberValue();
        }
        if (!value.isString() || value.stringValue().length() > TEXT) {
            rule.wrong("value", "must be text of at most " + TEXT + " characters");
            return null;
        }
        return value.stringValue();
    }
}
