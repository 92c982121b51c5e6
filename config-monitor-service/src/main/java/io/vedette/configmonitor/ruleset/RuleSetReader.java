package io.vedette.configmonitor.ruleset;

import static java.util.Objects.requireNonNullElse;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.webdb.ruleset.RuleSetTerms;
import io.vedette.webdb.ruleset.RuleTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a caller wants of a rule set; everything wrong is left in the {@link Fields}. */
final class RuleSetReader {
    private static final int NAME = 500;
    private static final int METRIC_NAME = 4096;
    private static final int LINK = 2048;
    private static final int NOTES = 16_384;
    private static final int USER_JSON = 4096;
    private static final double MOST = 1e15;
    private static final Set<String> METRIC_TYPES = new TreeSet<>(Set.of("numeric", "text"));
    private static final Set<String> JUDGED = new TreeSet<>(Set.of("max value", "min value", "on absence"));
    private static final List<String> NOT_YET = List.of("metric_pattern", "filter", "parent");

    private RuleSetReader() {}

    /**
     * @param stored what the set is; null for a new one
     * @param groupExists whether the account has a contact group of that number
     */
    static RuleSetTerms read(Fields body, @Nullable RuleSetTerms stored, LongPredicate groupExists) {
        for (String field : NOT_YET) {
            JsonNode value = body.node(field);
            if (value != null && !(value.isString() && value.stringValue().isEmpty())) {
                body.wrong(field, "is not judged by this version");
            }
        }
        String metric = body.text("metric_name", stored == null ? null : stored.metricName(), METRIC_NAME);
        String type = body.word("metric_type", stored == null ? null : stored.metricType(), METRIC_TYPES);
        List<RuleTerms> rules = body.objects("rules", rule -> rule(rule, type));
        if (rules == null && stored == null && !body.has("rules")) {
            body.wrong("rules", "is missing");
        }
        String name = body.optionalText("name", stored == null ? "" : stored.name(), NAME);
        return new RuleSetTerms(
                requireNonNullElse(name, ""),
                metric,
                type,
                body.optionalText("link", stored == null ? null : stored.link(), LINK),
                body.optionalText("notes", stored == null ? null : stored.notes(), NOTES),
                userJson(body, stored == null ? null : stored.userJson()),
                rules != null ? rules : stored == null ? List.of() : stored.rules(),
                contactGroups(body, stored == null ? Map.of() : stored.contactGroups(), groupExists));
    }

    private static RuleTerms rule(Fields rule, String metricType) {
        String criteria = rule.word("criteria", null, JUDGED);
        boolean absence = criteria.equals("on absence");
        if (metricType.equals("text") && !absence && !criteria.isEmpty()) {
            rule.wrong("criteria", "judges numbers, and the metric is text");
        }
        if (rule.node("windowing_function") != null) {
            rule.wrong("windowing_function", "is not judged by this version");
        }
        return new RuleTerms(
                criteria,
                value(rule, absence),
                rule.integer("severity", 1, 0, 5),
                rule.number("wait", 0, 0, MOST),
                null,
                duration(rule, "windowing_duration"),
                duration(rule, "windowing_min_duration"));
    }

    private static @Nullable Integer duration(Fields rule, String name) {
        return rule.node(name) == null ? null : rule.integer(name, 0, 0, Integer.MAX_VALUE);
    }

    private static @Nullable Object value(Fields rule, boolean absence) {
        JsonNode value = rule.node("value");
        if (value == null) {
            rule.wrong("value", "is missing");
            return null;
        }
        double number = Fields.asNumber(value);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            rule.wrong("value", "must be a number");
        } else if (absence && (number <= 0 || number > MOST)) {
            rule.wrong("value", "must be the seconds without data, more than 0");
        }
        return value.isNumber() ? value.numberValue() : value.asString("");
    }

    private static Map<String, List<Long>> contactGroups(
            Fields body, Map<String, List<Long>> stored, LongPredicate groupExists) {
        Fields given = body.object("contact_groups");
        if (given == null) {
            return stored;
        }
        Map<String, List<Long>> groups = new TreeMap<>();
        for (String severity : given.names()) {
            if (severity.matches("[1-5]")) {
                groups.put(severity, numbers(given, severity, groupExists));
            } else {
                given.wrong(severity, "is no severity; they are 1 to 5");
            }
        }
        return groups;
    }

    private static List<Long> numbers(Fields given, String severity, LongPredicate groupExists) {
        List<Long> numbers = new ArrayList<>();
        List<String> cids = given.texts(severity);
        for (int n = 0; cids != null && n < cids.size(); n++) {
            OptionalLong id = Cid.number("contact_group", cids.get(n));
            if (id.isPresent() && groupExists.test(id.getAsLong())) {
                numbers.add(id.getAsLong());
            } else {
                given.wrong(severity + "[" + n + "]", "no contact group '" + cids.get(n) + "'");
            }
        }
        return numbers;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, Object> userJson(Fields body, @Nullable Map<String, Object> stored) {
        if (!body.has("user_json")) {
            return stored;
        }
        JsonNode value = body.node("user_json");
        if (value == null) {
            return null;
        }
        if (!value.isObject() || value.toString().length() > USER_JSON) {
            body.wrong("user_json", "must be a JSON object of at most " + USER_JSON + " bytes");
            return null;
        }
        return JsonMapper.shared().convertValue(value, Map.class);
    }
}
