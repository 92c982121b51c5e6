package io.vedette.stratcon.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long cells of some streams are kept.
 *
 * @param account whose; 0 for all accounts
 * @param query of tags, see {@link StreamCondition}; empty for all streams
 * @param keep as {@code vedette.store.keep}, chunk by chunk
 */
record KeepOf(
        @DefaultValue("0") long account,
        @DefaultValue("") String query,
        @DefaultValue Map<Tier, Duration> keep) {

    KeepOf {
        keep = Map.copyOf(keep);
        if (!query.isEmpty()) {
            new StreamCondition(query, (category, value) -> List.of());
        }
    }
}
