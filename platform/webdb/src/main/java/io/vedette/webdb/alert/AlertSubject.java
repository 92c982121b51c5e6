package io.vedette.webdb.alert;

import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What an alert is about, as it was called when the alert opened. Names are empty and ids 0 where they were not known.
 *
 * @param metricName canonical metric name, tags included
 * @param tags {@code category:value}, of check and metric
 */
@Embeddable
public record AlertSubject(
        long ruleSetId,
        String ruleSetName,
        String ruleSetNotes,
        String ruleSetLink,
        UUID checkUuid,
        long checkId,
        long checkBundleId,
        String checkName,
        String checkType,
        String checkTarget,
        long brokerId,
        String brokerName,
        String metricName,
        @JdbcTypeCode(SqlTypes.JSON) List<String> tags) {}
