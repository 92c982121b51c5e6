package io.vedette.service.identity;

import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Limits of a token beyond its role.
 *
 * @param scopes {@code check_bundle:read}, {@code rule_set:write}, {@code *:read}…: the resource is the second word of the path; empty: everything
 * @param apps what becomes of an application name nobody decided upon yet
 */
record TokenTerms(Set<String> scopes, AppState apps) {
    static final TokenTerms NONE = new TokenTerms(Set.of(), AppState.ALLOW);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    TokenTerms {
        scopes = Set.copyOf(scopes);
    }

    /** @throws IllegalArgumentException for claims that are none of ours */
    static TokenTerms of(Jwt token) {
        List<String> scopes = token.getClaimAsStringList(TokenClaims.SCOPES);
        String apps = token.getClaimAsString(TokenClaims.APPS);
        return new TokenTerms(
                scopes == null ? Set.of() : Set.copyOf(scopes), apps == null ? AppState.ALLOW : AppState.ofWord(apps));
    }

    /** Whether the scopes reach so far; writing implies reading. */
    boolean covers(String method, String path) {
        if (scopes.isEmpty()) {
            return true;
        }
        String[] steps = path.split("/", 4);
        String resource = steps.length > 2 ? steps[2] : "";
        return has(resource, "write") || (READS.contains(method) && has(resource, "read"));
    }

    private boolean has(String resource, String right) {
        return scopes.contains(resource + ":" + right) || scopes.contains("*:" + right);
    }
}
