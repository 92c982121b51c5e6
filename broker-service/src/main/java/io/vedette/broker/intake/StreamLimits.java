package io.vedette.broker.intake;

import io.vedette.contracts.proto.config.Check;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** How many streams a check may have: those known go on, new ones past its limit do not come in. */
final class StreamLimits {
    private final Map<UUID, Set<String>> known = new ConcurrentHashMap<>();

    /** Whether a stream is within its check's {@code metric_limit}; a limit of 0 or less is none. */
    boolean admits(UUID uuid, Check check, String name) {
        long limit = check.getMetricLimit();
        if (limit <= 0) {
            return true;
        }
        Set<String> names = known.computeIfAbsent(uuid, u -> new HashSet<>());
        synchronized (names) {
            return names.contains(name) || (names.size() < limit && names.add(name));
        }
    }
}
