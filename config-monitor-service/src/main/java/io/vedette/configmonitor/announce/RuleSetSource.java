package io.vedette.configmonitor.announce;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.Rule;
import io.vedette.contracts.proto.config.RuleSet;
import io.vedette.contracts.proto.config.SeverityContacts;
import io.vedette.webdb.check.Check;
import io.vedette.webdb.check.Checks;
import io.vedette.webdb.ruleset.RuleSetTerms;
import io.vedette.webdb.ruleset.RuleSets;
import io.vedette.webdb.ruleset.RuleTerms;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class RuleSetSource implements ResourceSource {
    private final RuleSets ruleSets;
    private final Checks checks;

    RuleSetSource(RuleSets ruleSets, Checks checks) {
        this.ruleSets = ruleSets;
        this.checks = checks;
    }

    @Override
    public ConfigKey.Kind kind() {
        return ConfigKey.Kind.RULE_SET;
    }

    @Override
    public Table table() {
        return new Table("rule_set", "id");
    }

    @Override
    public Map<String, ConfigResource.Builder> read(Collection<String> ids) {
        List<io.vedette.webdb.ruleset.RuleSet> found = ruleSets.findAllById(Numbers.of(ids));
        Map<Long, Check> theirChecks = checks
                .findAllById(found.stream()
                        .map(io.vedette.webdb.ruleset.RuleSet::checkId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList())
                .stream()
                .collect(toMap(Check::id, check -> check));
        return found.stream()
                .collect(toMap(
                        ruleSet -> Long.toString(ruleSet.id()),
                        ruleSet -> resource(ruleSet, theirChecks.get(ruleSet.checkId()))));
    }

    private static ConfigResource.Builder resource(io.vedette.webdb.ruleset.RuleSet ruleSet, @Nullable Check check) {
        RuleSetTerms terms = ruleSet.terms();
        RuleSet.Builder announced = RuleSet.newBuilder()
                .setId(ruleSet.id())
                .setAccountId(ruleSet.accountId())
                .setMetricName(terms.metricName())
                .setMetricType(terms.metricType())
                .setName(terms.name())
                .setNotes(requireNonNullElse(terms.notes(), ""))
                .setLink(requireNonNullElse(terms.link(), ""))
                .setMetricPattern(requireNonNullElse(ruleSet.scope().metricPattern(), ""))
                .setFilter(requireNonNullElse(ruleSet.scope().filter(), ""))
                .setParentId(requireNonNullElse(ruleSet.scope().parentId(), 0L))
                .setVersion(ruleSet.version());
        if (check != null) {
            announced.setCheckId(check.id()).setCheckUuid(check.uuid().toString());
        }
        terms.rules().forEach(rule -> announced.addRules(rule(rule)));
        terms.contactGroups()
                .forEach((severity, groups) -> announced.addContacts(SeverityContacts.newBuilder()
                        .setSeverity(Integer.parseInt(severity))
                        .addAllContactGroupIds(groups)));
        return ConfigResource.newBuilder()
                .setVersion(ruleSet.version())
                .setAccountId(ruleSet.accountId())
                .setRuleSet(announced);
    }

    private static Rule rule(RuleTerms terms) {
        return Rule.newBuilder()
                .setCriteria(terms.criteria())
                .setValue(requireNonNullElse(terms.value(), "").toString())
                .setSeverity(terms.severity())
                .setWaitMinutes(terms.waitMinutes())
                .setWindowingFunction(requireNonNullElse(terms.windowingFunction(), ""))
                .setWindowingDurationS(requireNonNullElse(terms.windowingDurationS(), 0))
                .setWindowingMinDurationS(requireNonNullElse(terms.windowingMinDurationS(), 0))
                .build();
    }
}
