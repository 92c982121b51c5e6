package io.vedette.alerting.alert;

import io.vedette.webdb.alert.Alert;
import io.vedette.webdb.alert.AlertSubject;
import java.time.Instant;

/**
 * An alert in the fields of the event {@code alert} of {@code /api/stream/alerts}.
 *
 * @param kind opened while it stands, else cleared
 * @param severity 1 (worst) to 5
 * @param occurredMs epoch ms
 * @param clearedMs epoch ms, 0 while it stands
 */
record AlertJson(
        long alertId,
        long accountId,
        String kind,
        long ruleSetId,
        String ruleSetName,
        String checkUuid,
        long checkId,
        String checkName,
        String metricName,
        int severity,
        String criteria,
        String threshold,
        String value,
        long occurredMs,
        long clearedMs,
        String clearedValue) {

    static AlertJson of(Alert alert) {
        AlertSubject subject = alert.subject();
        Instant cleared = alert.clearedAt();
        String clearedValue = alert.clearedValue();
        return new AlertJson(
                alert.id(),
                alert.accountId(),
                (alert.isActive() ? AlertChanged.Kind.OPENED : AlertChanged.Kind.CLEARED).word(),
                subject.ruleSetId(),
                subject.ruleSetName(),
                subject.checkUuid().toString(),
                subject.checkId(),
                subject.checkName(),
                subject.metricName(),
                alert.cause().severity(),
                alert.cause().criteria(),
                alert.cause().threshold(),
                alert.cause().value(),
                alert.occurredAt().toEpochMilli(),
                cleared == null ? 0 : cleared.toEpochMilli(),
                clearedValue == null ? "" : clearedValue);
    }
}
