package io.vedette.configmonitor.ruleset;

import io.vedette.webdb.ruleset.RuleSet;
import io.vedette.webdb.ruleset.RuleTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What of a rule set fault detection does not judge yet. It is kept and announced, and told to whoever sets it, so that nobody trusts what never fires. */
final class NotJudged {
    /** Header of answers that show a rule set; absent when all of it is judged. */
    static final String HEADER = "X-Vedette-Not-Judged";

    private static final Set<String> JUDGED = Set.of("max value", "min value", "on absence");

    private NotJudged() {}

    static List<String> in(RuleSet ruleSet) {
        List<String> fields = new ArrayList<>();
        add(fields, "check", ruleSet.checkId() == null);
        add(fields, "metric_pattern", ruleSet.scope().metricPattern() != null);
        add(fields, "filter", ruleSet.scope().filter() != null);
        add(fields, "parent", ruleSet.scope().parentId() != null);
        List<RuleTerms> rules = ruleSet.terms().rules();
        for (int n = 0; n < rules.size(); n++) {
            add(
                    fields,
                    "rules[" + n + "].criteria",
                    !JUDGED.contains(rules.get(n).criteria()));
            add(fields, "rules[" + n + "].windowing_function", rules.get(n).windowingFunction() != null);
        }
        return fields;
    }

    private static void add(List<String> fields, String field, boolean notJudged) {
        if (notJudged) {
            fields.add(field);
        }
    }
}
