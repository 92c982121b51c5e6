package io.vedette.streaming.stream;

import io.vedette.contracts.proto.alerts.AlertEvent;

/**
 * Data of the event {@code alert}: an {@code AlertEvent} as it is on {@code vedette.alerts}.
 *
 * @param kind opened, changed or cleared
 * @param severity 1 (worst) to 5
 * @param occurredMs epoch ms
 * @param clearedMs epoch ms, 0 while the alert stands
 * @param atMs when this change was told, epoch ms
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
        String clearedValue,
        long atMs) {

    static AlertJson of(AlertEvent alert) {
        return new AlertJson(
                alert.getAlertId(),
                alert.getAccountId(),
                alert.getKind(),
                alert.getRuleSetId(),
                alert.getRuleSetName(),
                alert.getCheckUuid(),
                alert.getCheckId(),
                alert.getCheckName(),
                alert.getMetricName(),
                alert.getSeverity(),
                alert.getCriteria(),
                alert.getThreshold(),
                alert.getValue(),
                alert.getOccurredMs(),
                alert.getClearedMs(),
                alert.getClearedValue(),
                alert.getAtMs());
    }
}
