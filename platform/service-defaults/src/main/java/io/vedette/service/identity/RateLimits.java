package io.vedette.service.identity;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket for each token; services of the suite itself are not limited. Guarded by itself. */
final class RateLimits {
    private static final int MOST = 20_000;
    private static final double MILLIS = 1000;

    private final int perSecond;
    private final int burst;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75F, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    RateLimits(IdentitySettings settings, Clock clock) {
        this.perSecond = settings.requestsPerSecond();
        this.burst = settings.requestsAtOnce();
        this.clock = clock;
    }

    private record Bucket(double left, long atMs) {}

    /** Takes one request; false when the token has none left now. */
    synchronized boolean takes(Caller caller) {
        if (caller.kind() == Caller.Kind.SERVICE || caller.tokenId().isEmpty()) {
            return true;
        }
        long now = clock.millis();
        Bucket before = buckets.getOrDefault(caller.tokenId(), new Bucket(burst, now));
        double left = Math.min(burst, before.left() + Math.max(0, now - before.atMs()) * perSecond / MILLIS);
        buckets.put(caller.tokenId(), new Bucket(left < 1 ? left : left - 1, now));
        return left >= 1;
    }
}
