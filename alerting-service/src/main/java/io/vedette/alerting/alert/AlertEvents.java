package io.vedette.alerting.alert;

import io.vedette.contracts.proto.alerts.AlertEvent;
import io.vedette.webdb.alert.Alert;
import io.vedette.webdb.alert.AlertCause;
import io.vedette.webdb.alert.AlertSubject;
import java.time.Instant;

/** Alerts as records of {@code vedette.alerts}. */
final class AlertEvents {
    private AlertEvents() {}

    static AlertEvent of(Alert alert, String kind, long atMs) {
        AlertSubject subject = alert.subject();
        AlertCause cause = alert.cause();
        AlertEvent.Builder event = AlertEvent.newBuilder()
                .setAlertId(alert.id())
                .setAccountId(alert.accountId())
                .setKind(kind)
                .setRuleSetId(subject.ruleSetId())
                .setRuleSetName(subject.ruleSetName())
                .setCheckUuid(subject.checkUuid().toString())
                .setCheckId(subject.checkId())
                .setCheckName(subject.checkName())
                .setMetricName(subject.metricName())
                .setSeverity(cause.severity())
                .setCriteria(cause.criteria())
                .setThreshold(cause.threshold())
                .setValue(cause.value())
                .setOccurredMs(alert.occurredAt().toEpochMilli())
                .setAtMs(atMs);
        Instant cleared = alert.clearedAt();
        String value = alert.clearedValue();
        if (cleared != null) {
            event.setClearedMs(cleared.toEpochMilli());
        }
        if (value != null) {
            event.setClearedValue(value);
        }
        return event.build();
    }
}
