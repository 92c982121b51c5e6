package io.vedette.configmonitor.ruleset;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.webdb.ruleset.RuleSetScope;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads which streams a rule set looks at and what stands above it; everything wrong is left in the {@link Fields}. */
final class ScopeReader {
    private static final int MOST = 4096;
    private static final Set<String> DERIVES =
            new TreeSet<>(Set.of("average", "stddev", "derive", "derive_stddev", "counter", "counter_stddev", "mixed"));

    private ScopeReader() {}

    /** @param mayBeParent whether the account has another rule set of that number, with a rule of severity 1 */
    static RuleSetScope read(Fields body, RuleSetScope stored, LongPredicate mayBeParent) {
        return new RuleSetScope(
                pattern(body, stored.metricPattern()),
                textOrNull(body, "filter", stored.filter()),
                parent(body, stored.parentId(), mayBeParent),
                derive(body, stored.derive()),
                textOrNull(body, "lookup_key", stored.lookupKey()),
                body.tags("metric_tags", stored.metricTags()));
    }

    private static @Nullable String textOrNull(Fields body, String name, @Nullable String stored) {
        String text = body.optionalText(name, stored, MOST);
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable String pattern(Fields body, @Nullable String stored) {
        String pattern = textOrNull(body, "metric_pattern", stored);
        try {
            return pattern == null ? null : Pattern.compile(pattern).pattern();
        } catch (PatternSyntaxException e) {
            body.wrong("metric_pattern", "must be a regular expression: " + e.getDescription());
            return null;
        }
    }

    private static @Nullable String derive(Fields body, @Nullable String stored) {
        String derive = textOrNull(body, "derive", stored);
        if (derive != null && !DERIVES.contains(derive)) {
            body.wrong("derive", "must be one of " + String.join(", ", DERIVES));
        }
        return derive;
    }

    private static @Nullable Long parent(Fields body, @Nullable Long stored, LongPredicate mayBeParent) {
        String cid = textOrNull(body, "parent", Cid.ofNullable("rule_set", stored));
        if (cid == null) {
            return null;
        }
        OptionalLong id = Cid.number("rule_set", cid);
        if (id.isEmpty() || !mayBeParent.test(id.getAsLong())) {
            body.wrong("parent", "no other rule set '" + cid + "' with a rule of severity 1");
            return null;
        }
        return id.getAsLong();
    }
}
