package io.vedette.broker.check;

import io.vedette.broker.filter.StreamCount;
import io.vedette.contracts.proto.config.Check;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One check with what its last run saw. Its configuration is not shown: secrets stand in it.
 *
 * @param state null before the first run
 * @param streams null before the first sample
 * @param current what the last run saw; a metric that is not there was absent, one without a value is null
 */
record CheckDetail(
        UUID uuid,
        long seq,
        boolean active,
        String type,
        String name,
        String target,
        String filterset,
        long periodMs,
        long timeoutMs,
        @Nullable CheckState state,
        @Nullable StreamCount streams,
        Map<String, ShownSample> current) {

    static CheckDetail of(UUID uuid, Check check, CheckStates.@Nullable Seen seen, @Nullable StreamCount streams) {
        return new CheckDetail(
                uuid,
                check.getSeq(),
                check.getActive(),
                check.getType(),
                check.getName(),
                check.getTarget(),
                check.getFilterset(),
                check.getPeriodMs(),
                check.getTimeoutMs(),
                seen == null ? null : seen.state(),
                streams,
                seen == null ? Map.of() : ShownSample.byName(seen.current()));
    }
}
