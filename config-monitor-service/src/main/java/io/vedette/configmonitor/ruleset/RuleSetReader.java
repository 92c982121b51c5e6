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
    private static final Set<String> METRIC_TYPES = new TreeSet<>(Set.of("numeric", "text"));

    /** Of a set that is to be made. */
    static final RuleSetTerms BLANK = new RuleSetTerms("", "", "", null, null, null, List.of(), Map.of());

    private RuleSetReader() {}

    /**
     * @param stored what the set is; null for a new one
     * @param byPattern whether a pattern names its streams
     * @param groupExists whether the account has a contact group of that number
     */
    static RuleSetTerms read(Fields body, @Nullable RuleSetTerms stored, boolean byPattern, LongPredicate groupExists) {
        String metric = metric(body, stored, byPattern);
        String type = body.word("metric_type", stored == null ? null : stored.metricType(), METRIC_TYPES);
        List<RuleTerms> rules = body.objects("rules", rule -> RuleReader.read(rule, type));
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

    /** Needed unless a pattern stands in its place. */
    private static String metric(Fields body, @Nullable RuleSetTerms stored, boolean byPattern) {
        return byPattern
                ? requireNonNullElse(
                        body.optionalText("metric_name", stored == null ? "" : stored.metricName(), METRIC_NAME), "")
                : body.text("metric_name", stored == null ? null : stored.metricName(), METRIC_NAME);
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
