package io.vedette.configmonitor.announce;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.RuleSetCondition;
import io.vedette.contracts.proto.config.RuleSetFormula;
import io.vedette.contracts.proto.config.RuleSetGroup;
import io.vedette.contracts.proto.config.SeverityContacts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

@Component
class RuleSetGroupSource extends DocumentSource {

    RuleSetGroupSource(JdbcClient db) {
        super(db, ConfigKey.Kind.RULE_SET_GROUP);
    }

    @Override
    void tell(ConfigResource.Builder resource, long id, long account, JsonNode body) {
        RuleSetGroup.Builder group = RuleSetGroup.newBuilder()
                .setId(id)
                .setAccountId(account)
                .setName(body.path("name").asString(""));
        body.path("rule_set_conditions").forEach(condition -> group.addConditions(condition(condition)));
        body.path("formulas")
                .forEach(formula -> group.addFormulas(RuleSetFormula.newBuilder()
                        .setExpression(formula.path("expression").asString(""))
                        .setRaiseSeverity(formula.path("raise_severity").asInt(0))
                        .setWaitMinutes(formula.path("wait").asDouble(0))));
        body.path("contact_groups").properties().forEach(severity -> {
            SeverityContacts.Builder contacts =
                    SeverityContacts.newBuilder().setSeverity(Integer.parseInt(severity.getKey()));
            severity.getValue().forEach(cid -> contacts.addContactGroupIds(number(cid)));
            group.addContacts(contacts);
        });
        body.path("tags").forEach(tag -> group.addTags(tag.asString("")));
        resource.setRuleSetGroup(group);
    }

    private static RuleSetCondition condition(JsonNode condition) {
        RuleSetCondition.Builder told = RuleSetCondition.newBuilder().setRuleSetId(number(condition.path("rule_set")));
        condition.path("matching_severities").forEach(severity -> told.addSeverities(severity.asInt(0)));
        return told.build();
    }
}
