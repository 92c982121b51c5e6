package io.vedette.alerting.maintenance;

import io.vedette.alerting.config.Configuration;
import io.vedette.contracts.proto.config.Maintenance;
import io.vedette.webdb.alert.Alert;
import io.vedette.webdb.alert.AlertSubject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Says which windows an alert is in. */
@Component
@Profile("notification")
public class MaintenanceWindows {
    private final Configuration configuration;

    MaintenanceWindows(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Numbers of the windows that cover the alert, at its present severity, at that moment. */
    public List<Long> covering(Alert alert, Instant at) {
        return windows(alert, at).stream().map(Maintenance::getId).sorted().toList();
    }

    /** When the last of the windows that cover the alert now ends; empty when none does. */
    public Optional<Instant> endFor(Alert alert, Instant now) {
        return windows(alert, now).stream()
                .map(window -> Instant.ofEpochMilli(window.getStopMs()))
                .max(Instant::compareTo);
    }

    private List<Maintenance> windows(Alert alert, Instant at) {
        long now = at.toEpochMilli();
        return configuration
                .maintenance()
                .filter(window -> window.getAccountId() == alert.accountId()
                        && window.getStartMs() <= now
                        && now < window.getStopMs()
                        && window.getSeveritiesList().contains(alert.cause().severity())
                        && concerns(window, alert.subject()))
                .toList();
    }

    private static boolean concerns(Maintenance window, AlertSubject subject) {
        return switch (window.getType()) {
            case "account" -> true;
            case "host" -> window.getItem().equals(subject.checkTarget());
            case "check" -> window.getItem().equals("/check/" + subject.checkId());
            case "rule_set" -> window.getItem().equals("/rule_set/" + subject.ruleSetId());
            default -> false;
        };
    }
}
