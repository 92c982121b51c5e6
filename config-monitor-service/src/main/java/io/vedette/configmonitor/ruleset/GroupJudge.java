package io.vedette.configmonitor.ruleset;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.document.Judge;
import io.vedette.configmonitor.document.Severities;
import io.vedette.service.identity.Caller;
import io.vedette.webdb.contact.ContactGroups;
import io.vedette.webdb.ruleset.RuleSets;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Refuses a group of rule sets that are not there, that tells nobody who is there, or whose formulas cannot be read. */
@Component
class GroupJudge implements Judge {
    private final RuleSets ruleSets;
    private final ContactGroups groups;

    GroupJudge(RuleSets ruleSets, ContactGroups groups) {
        this.ruleSets = ruleSets;
        this.groups = groups;
    }

    @Override
    public void judge(Caller caller, Fields body, ObjectNode group) {
        JsonNode conditions = group.path("rule_set_conditions");
        for (int n = 0; n < conditions.size(); n++) {
            if (!(conditions.get(n) instanceof ObjectNode condition)) {
                continue;
            }
            Severities.asNumbers(condition, "matching_severities");
            String cid = condition.path("rule_set").asString("");
            OptionalLong id = Cid.number("rule_set", cid);
            if (id.isEmpty()
                    || ruleSets.findByIdAndAccountId(id.getAsLong(), caller.account())
                            .isEmpty()) {
                body.wrong("rule_set_conditions[" + n + "].rule_set", "no rule set '" + cid + "'");
            }
        }
        JsonNode formulas = group.path("formulas");
        for (int n = 0; n < formulas.size(); n++) {
            String place = "formulas[" + n + "].expression";
            GroupFormula.objection(formulas.get(n).path("expression"), conditions.size())
                    .ifPresent(reason -> body.wrong(place, reason));
        }
        group.path("contact_groups")
                .properties()
                .forEach(severity -> contacts(caller, body, severity.getKey(), severity.getValue()));
    }

    private void contacts(Caller caller, Fields body, String severity, JsonNode cids) {
        for (int n = 0; n < cids.size(); n++) {
            String cid = cids.get(n).asString("");
            OptionalLong id = Cid.number("contact_group", cid);
            if (id.isEmpty()
                    || groups.findByIdAndAccountId(id.getAsLong(), caller.account())
                            .isEmpty()) {
                body.wrong("contact_groups." + severity + "[" + n + "]", "no contact group '" + cid + "'");
            }
        }
    }
}
