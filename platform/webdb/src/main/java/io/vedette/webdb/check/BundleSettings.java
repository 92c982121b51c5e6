package io.vedette.webdb.check;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a check bundle says its checks do.
 *
 * @param type check type: httptrap, statsd, http, …
 * @param target host or address looked at; what it means is the type's affair
 * @param periodS seconds between runs, 10 to 300
 * @param timeoutMs milliseconds a run may last
 * @param config the type's own settings, all of them text
 * @param metricLimit -1 all, 0 off, n at most n streams
 * @param metricFilters rules of two to five words, first match wins
 * @param metrics metrics chosen one by one, as API v2 has them
 * @param status active or disabled
 * @param tags {@code category:value}
 */
@Embeddable
public record BundleSettings(
        String type,
        String displayName,
        String target,
        @Column(name = "period_s") int periodS,
        int timeoutMs,
        @JdbcTypeCode(SqlTypes.JSON) Map<String, String> config,
        int metricLimit,
        @JdbcTypeCode(SqlTypes.JSON) List<List<String>> metricFilters,
        @JdbcTypeCode(SqlTypes.JSON) List<BundleMetric> metrics,
        @Nullable String notes,
        String status,
        @JdbcTypeCode(SqlTypes.JSON) List<String> tags) {

    BundleSettings withConfig(Map<String, String> other) {
        return new BundleSettings(
                type,
                displayName,
                target,
                periodS,
                timeoutMs,
                other,
                metricLimit,
                metricFilters,
                metrics,
                notes,
                status,
                tags);
    }

    public boolean active() {
        return status.equals("active");
    }
}
