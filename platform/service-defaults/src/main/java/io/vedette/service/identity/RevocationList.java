package io.vedette.service.identity;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * As config-monitor publishes it.
 *
 * @param tokens ids of revoked tokens
 * @param gone users whose tokens are all void
 * @param sessions users whose sessions from before that second are over
 * @param apps decisions by token id and application name
 */
public record RevocationList(
        Set<String> tokens, Set<String> gone, Map<String, Long> sessions, Map<String, Map<String, AppState>> apps) {
    public static final RevocationList NONE = new RevocationList(Set.of(), Set.of(), Map.of(), Map.of());

    public RevocationList {
        tokens = Set.copyOf(tokens);
        gone = Set.copyOf(gone);
        sessions = Map.copyOf(sessions);
        apps = Map.copyOf(apps);
    }

    boolean isRevoked(@Nullable String tokenId, @Nullable String user, @Nullable Instant issuedAt, boolean isSession) {
        if ((tokenId != null && tokens.contains(tokenId)) || (user != null && gone.contains(user))) {
            return true;
        }
        Long since = isSession && user != null ? sessions.get(user) : null;
        return since != null && issuedAt != null && issuedAt.getEpochSecond() < since;
    }

    @Nullable
    AppState decision(String tokenId, String app) {
        return apps.getOrDefault(tokenId, Map.of()).get(app);
    }
}
