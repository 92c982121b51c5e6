package io.vedette.webdb.ruleset;

import jakarta.persistence.Embeddable;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Which streams a rule set looks at beside the one it names, and what stands above it.
 *
 * @param metricPattern regular expression of metric names; null for the one name
 * @param filter tag query that streams must fulfil
 * @param parentId rule set that silences this one while it stands at severity 1
 * @param derive what API v2 says of how the value is derived; told back, not judged by
 * @param lookupKey whatever the owner finds it by
 * @param metricTags {@code category:value}
 */
@Embeddable
public record RuleSetScope(
        @Nullable String metricPattern,
        @Nullable String filter,
        @Nullable Long parentId,
        @Nullable String derive,
        @Nullable String lookupKey,
        @JdbcTypeCode(SqlTypes.JSON) List<String> metricTags) {

    /** The one stream that is named, under nothing. */
    public static final RuleSetScope NAMED_STREAM = new RuleSetScope(null, null, null, null, null, List.of());
}
