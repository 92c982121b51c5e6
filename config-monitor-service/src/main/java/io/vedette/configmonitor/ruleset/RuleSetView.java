package io.vedette.configmonitor.ruleset;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.webdb.ruleset.RuleSet;
import io.vedette.webdb.ruleset.RuleSetTerms;
import io.vedette.webdb.ruleset.RuleTerms;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rule set as API v2 shows it. */
record RuleSetView(
        @JsonProperty("_cid") String cid,
        @JsonProperty("_host") String host,
        @JsonProperty("check") String check,
        @JsonProperty("contact_groups") Map<String, List<String>> contactGroups,
        @JsonProperty("derive") @Nullable String derive,
        @JsonProperty("filter") @Nullable String filter,
        @JsonProperty("link") @Nullable String link,
        @JsonProperty("lookup_key") @Nullable String lookupKey,
        @JsonProperty("metric_name") String metricName,
        @JsonProperty("metric_pattern") @Nullable String metricPattern,
        @JsonProperty("metric_tags") List<String> metricTags,
        @JsonProperty("metric_type") String metricType,
        @JsonProperty("name") String name,
        @JsonProperty("notes") @Nullable String notes,
        @JsonProperty("parent") @Nullable String parent,
        @JsonProperty("rules") List<Rule> rules,
        @JsonProperty("tags") List<String> tags,
        @JsonProperty("user_json") @Nullable Map<String, Object> userJson) {
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

    /** @param host target of the check */
    static RuleSetView of(RuleSet ruleSet, String host) {
        RuleSetTerms terms = ruleSet.terms();
        return new RuleSetView(
                Cid.of("rule_set", ruleSet.id()),
                host,
                Cid.of("check", ruleSet.checkId()),
                cids(terms.contactGroups()),
                null,
                null,
                terms.link(),
                null,
                terms.metricName(),
                null,
                List.of(),
                terms.metricType(),
                terms.name(),
                terms.notes(),
                null,
                terms.rules().stream().map(Rule::of).toList(),
                List.of(),
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
