package io.vedette.configmonitor.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.webdb.check.BundleMetric;
import io.vedette.webdb.check.BundleSettings;
import io.vedette.webdb.check.Check;
import io.vedette.webdb.check.CheckBundle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A check bundle as API v2 shows it. Times are seconds since 1970, period and timeout seconds. */
record CheckBundleView(
        @JsonProperty("_cid") String cid,
        @JsonProperty("_checks") List<String> checks,
        @JsonProperty("_check_uuids") List<String> checkUuids,
        @JsonProperty("_created") long created,
        @JsonProperty("_last_modified") long lastModified,

        @JsonProperty("_last_modified_by") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String lastModifiedBy,

        @JsonProperty("_reverse_connection_urls") List<String> reverseConnectionUrls,
        @JsonProperty("brokers") List<String> brokers,
        @JsonProperty("config") Map<String, String> config,
        @JsonProperty("display_name") String displayName,
        @JsonProperty("metric_filters") List<List<String>> metricFilters,
        @JsonProperty("metric_limit") int metricLimit,
        @JsonProperty("metrics") List<BundleMetric> metrics,
        @JsonProperty("notes") @Nullable String notes,
        @JsonProperty("period") int period,
        @JsonProperty("status") String status,
        @JsonProperty("tags") List<String> tags,
        @JsonProperty("target") String target,
        @JsonProperty("timeout") double timeout,
        @JsonProperty("type") String type) {
    private static final double MILLIS = 1000;

    /** @param mayChange whether the caller may change it, and so see a trap's secret */
    static CheckBundleView of(CheckBundle bundle, List<Check> checks, boolean mayChange) {
        BundleSettings settings = bundle.settings();
        return new CheckBundleView(
                Cid.of("check_bundle", bundle.id()),
                checks.stream().map(check -> Cid.of("check", check.id())).toList(),
                checks.stream().map(check -> check.uuid().toString()).toList(),
                bundle.createdAt().getEpochSecond(),
                bundle.modifiedAt().getEpochSecond(),
                Cid.ofNullable("user", bundle.modifiedBy()),
                List.of(),
                checks.stream()
                        .map(Check::brokerId)
                        .filter(Objects::nonNull)
                        .map(broker -> Cid.of("broker", broker))
                        .toList(),
                Secrets.shown(settings.config(), mayChange),
                settings.displayName(),
                settings.metricFilters(),
                settings.metricLimit(),
                settings.metrics(),
                settings.notes(),
                settings.periodS(),
                settings.status(),
                settings.tags(),
                settings.target(),
                settings.timeoutMs() / MILLIS,
                settings.type());
    }
}
