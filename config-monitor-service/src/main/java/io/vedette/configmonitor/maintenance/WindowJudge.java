package io.vedette.configmonitor.maintenance;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.document.Judge;
import io.vedette.configmonitor.document.Severities;
import io.vedette.service.identity.Caller;
import io.vedette.webdb.check.Checks;
import io.vedette.webdb.ruleset.RuleSets;
import java.time.Clock;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Completes a window with the times that are not given; refuses one of nothing or of no time. */
@Component
class WindowJudge implements Judge {
    private static final int USUAL_S = 300;

    private final Checks checks;
    private final RuleSets ruleSets;
    private final Clock clock;

    WindowJudge(Checks checks, RuleSets ruleSets, Clock clock) {
        this.checks = checks;
        this.ruleSets = ruleSets;
        this.clock = clock;
    }

    @Override
    public void judge(Caller caller, Fields body, ObjectNode window) {
        Severities.asNumbers(window, "severities");
        long now = clock.instant().getEpochSecond();
        long start = window.path("start").asLong(now);
        long stop = window.path("stop").asLong(start + USUAL_S);
        window.put("start", start);
        window.put("stop", stop);
        if (stop <= start) {
            body.wrong("stop", "must be after start");
        }
        String item = window.path("item").asString("");
        if (!item.isEmpty() && !isThere(caller, window.path("type").asString(""), item)) {
            body.wrong("item", "no " + window.path("type").asString("") + " '" + item + "'");
        }
    }

    private boolean isThere(Caller caller, String type, String item) {
        OptionalLong number = Cid.number(type, item);
        return switch (type) {
            case "account" -> item.equals(Cid.of("account", caller.account()));
            case "check" ->
                number.isPresent()
                        && checks.findByIdAndAccountId(number.getAsLong(), caller.account())
                                .isPresent();
            case "rule_set" ->
                number.isPresent()
                        && ruleSets.findByIdAndAccountId(number.getAsLong(), caller.account())
                                .isPresent();
            default -> true;
        };
    }
}
