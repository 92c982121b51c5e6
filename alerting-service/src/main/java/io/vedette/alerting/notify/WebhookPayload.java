package io.vedette.alerting.notify;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.webdb.alert.Alert;
import io.vedette.webdb.alert.AlertCause;
import io.vedette.webdb.alert.AlertSubject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a webhook receives: Circonus' payload, in which every number and truth is a string. As JSON {@code {"account_name":…,"alerts":[{…}]}}; as
 * params the same fields side by side.
 */
final class WebhookPayload {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String account;
    private final Map<String, String> alert = new LinkedHashMap<>();

    WebhookPayload(String account, Alert standing, String link) {
        this.account = account;
        AlertSubject subject = standing.subject();
        AlertCause cause = standing.cause();
        put("alert_id", standing.id());
        put("alert_time", epoch(standing.occurredAt()));
        alert.put("alert_url", link);
        alert.put("alert_value", cause.value());
        alert.put("broker_name", subject.brokerName());
        put("check_bundle_id", subject.checkBundleId());
        put("check_id", subject.checkId());
        alert.put("check_name", subject.checkName());
        clear(standing.clearedAt(), standing.clearedValue());
        alert.put("criteria", cause.criteria());
        alert.put("host", subject.checkTarget());
        alert.put("leaving_maintenance", "false");
        alert.put("metric_name", subject.metricName());
        alert.put("occurred", TIME.format(standing.occurredAt()));
        put("occurred_epoch", epoch(standing.occurredAt()));
        rule(subject, cause);
        put("severity", standing.isActive() ? cause.severity() : 0);
        String cleared = standing.clearedValue();
        alert.put("value", cleared == null ? cause.value() : cleared);
        alert.put("windowing_duration", "");
        alert.put("windowing_function", "");
        alert.put("windowing_function_desc", "");
    }

    String json() {
        return JSON.writeValueAsString(new Body(account, List.of(alert)));
    }

    String params() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("account_name", account);
        all.putAll(alert);
        return all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private void clear(@Nullable Instant at, @Nullable String value) {
        alert.put("clear_value", value == null ? "" : value);
        if (at != null) {
            put("clear_time", epoch(at));
        }
    }

    private void rule(AlertSubject subject, AlertCause cause) {
        alert.put("rule", word(cause.criteria()));
        alert.put("rule_api_id", "/rule_set/" + subject.ruleSetId());
        alert.put("rule_desc", (cause.criteria() + " " + cause.threshold()).strip());
        put("rule_id", subject.ruleSetId());
        alert.put("rule_type", "numeric");
        alert.put("ruleset_notes", subject.ruleSetNotes());
        alert.put("ruleset_user_json", "");
    }

    private static String word(String criteria) {
        return switch (criteria) {
            case "max value" -> "maximum";
            case "min value" -> "minimum";
            case "on absence" -> "absent";
            default -> criteria;
        };
    }

    private static long epoch(Instant at) {
        return at.getEpochSecond();
    }

    private void put(String name, long number) {
        alert.put(name, Long.toString(number));
    }

    private record Body(@JsonProperty("account_name") String accountName, List<Map<String, String>> alerts) {}
}
