package io.vedette.webdb.ruleset;

import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a rule set judges and whom it reaches.
 *
 * @param metricName canonical metric name, tags riding in it
 * @param metricType numeric or text
 * @param userJson whatever the owner keeps with it
 * @param rules in order; the first one violated wins
 * @param contactGroups numbers of contact groups by severity "1" to "5"; one that is gone is tolerated by readers
 */
@Embeddable
public record RuleSetTerms(
        String name,
        String metricName,
        String metricType,
        @Nullable String link,
        @Nullable String notes,
        @JdbcTypeCode(SqlTypes.JSON) @Nullable Map<String, Object> userJson,
        @JdbcTypeCode(SqlTypes.JSON) List<RuleTerms> rules,
        @JdbcTypeCode(SqlTypes.JSON) Map<String, List<Long>> contactGroups) {}
