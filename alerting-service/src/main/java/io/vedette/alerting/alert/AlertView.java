package io.vedette.alerting.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.contracts.stream.StreamTags;
import io.vedette.webdb.alert.Alert;
import io.vedette.webdb.alert.AlertSubject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An alert as API v2 shows it. Times are epoch seconds; what is not known is null. */
record AlertView(
        @JsonProperty("_cid") String cid,
        @JsonProperty("_acknowledgement") @Nullable String acknowledgement,
        @JsonProperty("_alert_url") String alertUrl,
        @JsonProperty("_broker") @Nullable String broker,
        @JsonProperty("_canonical_metric_name") String canonicalMetricName,
        @JsonProperty("_check") @Nullable String check,
        @JsonProperty("_check_name") String checkName,
        @JsonProperty("_check_module") String checkModule,
        @JsonProperty("_check_target") String checkTarget,
        @JsonProperty("_cleared_on") @Nullable Long clearedOn,
        @JsonProperty("_cleared_value") @Nullable String clearedValue,
        @JsonProperty("_maintenance") List<String> maintenance,
        @JsonProperty("_metric_link") @Nullable String metricLink,
        @JsonProperty("_metric_name") String metricName,
        @JsonProperty("_metric_notes") @Nullable String metricNotes,
        @JsonProperty("_occurred_on") long occurredOn,
        @JsonProperty("_rule") Rule rule,
        @JsonProperty("_rule_set") String ruleSet,
        @JsonProperty("_severity") int severity,
        @JsonProperty("_signature") String signature,
        @JsonProperty("_tags") List<String> tags,
        @JsonProperty("_value") String value,
        @JsonProperty("comment") @Nullable String comment) {

    /** The rule that is violated. */
    record Rule(String criteria, String value) {}

    /** @param maintenance numbers of the windows it is in */
    static AlertView of(Alert alert, String url, List<Long> maintenance) {
        AlertSubject subject = alert.subject();
        Instant cleared = alert.clearedAt();
        return new AlertView(
                "/alert/" + alert.id(),
                null,
                url,
                cid("broker", subject.brokerId()),
                subject.metricName(),
                cid("check", subject.checkId()),
                subject.checkName(),
                subject.checkType(),
                subject.checkTarget(),
                cleared == null ? null : cleared.getEpochSecond(),
                alert.clearedValue(),
                maintenance.stream().map(window -> "/maintenance/" + window).toList(),
                orNull(subject.ruleSetLink()),
                StreamTags.plainName(subject.metricName()),
                orNull(subject.ruleSetNotes()),
                alert.occurredAt().getEpochSecond(),
                new Rule(alert.cause().criteria(), alert.cause().threshold()),
                "/rule_set/" + subject.ruleSetId(),
                alert.cause().severity(),
                subject.ruleSetId() + ":" + subject.checkUuid() + "/" + subject.metricName(),
                subject.tags(),
                alert.cause().value(),
                null);
    }

    private static @Nullable String cid(String kind, long id) {
        return id == 0 ? null : "/" + kind + "/" + id;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
