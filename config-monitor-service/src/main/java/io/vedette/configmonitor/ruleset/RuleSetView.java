package io.vedette.configmonitor.ruleset;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.ruleset.CheckTargets.CheckTarget;
import io.vedette.webdb.ruleset.RuleSet;
import io.vedette.webdb.ruleset.RuleSetScope;
import io.vedette.webdb.ruleset.RuleSetTerms;
import io.vedette.webdb.ruleset.RuleTerms;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rule set as API v2 shows it. */
record RuleSetView(
        @JsonProperty("_cid") String cid,

        @JsonProperty("_host") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String host,

        @JsonProperty("check") String check,
        @JsonProperty("contact_groups") Map<String, List<String>> contactGroups,
        @JsonProperty("derive") @Nullable String derive,

        @JsonProperty("filter") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String filter,

        @JsonProperty("link") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String link,

        @JsonProperty("lookup_key") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String lookupKey,

        @JsonProperty("metric_name") String metricName,

        @JsonProperty("metric_pattern") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String metricPattern,

        @JsonProperty("metric_tags") List<String> metricTags,
        @JsonProperty("metric_type") String metricType,
        @JsonProperty("name") String name,

        @JsonProperty("notes") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String notes,

        @JsonProperty("parent") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String parent,

        @JsonProperty("rules") List<Rule> rules,
        @JsonProperty("tags") List<String> tags,

        @JsonProperty("user_json") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Map<String, Object> userJson) {
    private static final int SEVERITIES = 5;

    /** One rule: {@code wait} in minutes, windows in seconds. */
    record Rule(
            @JsonProperty("criteria") String criteria,
            @JsonProperty("severity") int severity,
            @JsonProperty("value") @Nullable Object value,
            @JsonProperty("wait") Number waitMinutes,
            @JsonProperty("windowing_duration") @Nullable Integer windowingDuration,
            @JsonProperty("windowing_function") @Nullable String windowingFunction,

            @JsonProperty("windowing_min_duration") @Nullable
            Integer windowingMinDuration) {

        static Rule of(RuleTerms terms) {
            double wait = terms.waitMinutes();
            Number shown = wait;
            if (wait == Math.rint(wait)) {
                shown = (long) wait;
            }
            return new Rule(
                    terms.criteria(),
                    terms.severity(),
                    terms.value(),
                    shown,
                    terms.windowingDurationS(),
                    terms.windowingFunction(),
                    terms.windowingMinDurationS());
        }
    }

    /** @param target what the check looks at; null when it looks at all checks */
    static RuleSetView of(RuleSet ruleSet, @Nullable CheckTarget target) {
        RuleSetTerms terms = ruleSet.terms();
        RuleSetScope scope = ruleSet.scope();
        return new RuleSetView(
                Cid.of("rule_set", ruleSet.id()),
                target == null ? null : target.host(),
                Cid.of("check", requireNonNullElse(ruleSet.checkId(), 0L)),
                cids(terms.contactGroups()),
                scope.derive(),
                scope.filter(),
                terms.link(),
                scope.lookupKey(),
                terms.metricName(),
                scope.metricPattern(),
                scope.metricTags(),
                terms.metricType(),
                terms.name(),
                terms.notes(),
                Cid.ofNullable("rule_set", scope.parentId()),
                terms.rules().stream().map(Rule::of).toList(),
                target == null ? List.of() : target.tags(),
                terms.userJson());
    }

    private static Map<String, List<String>> cids(Map<String, List<Long>> groups) {
        Map<String, List<String>> cids = new TreeMap<>();
        for (int severity = 1; severity <= SEVERITIES; severity++) {
            cids.put(
                    Integer.toString(severity),
                    groups.getOrDefault(Integer.toString(severity), List.of()).stream()
                            .map(group -> Cid.of("contact_group", group))
                            .toList());
        }
        return cids;
    }
}
