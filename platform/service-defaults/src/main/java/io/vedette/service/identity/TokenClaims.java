package io.vedette.service.identity;

import io.vedette.service.identity.Caller.Kind;
import java.util.Locale;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** The claims of our tokens, and how a verified token becomes a {@link Caller}. */
public final class TokenClaims {
    public static final String ISSUER = "vedette";
    public static final String ACCOUNT = "account";
    public static final String ROLE = "role";
    public static final String KIND = "kind";
    /** Present with value {@link #CHANGE} in a session before the first change of password. */
    public static final String PASSWORD = "pwd";

    public static final String CHANGE = "change";
    /** Which resources the token is for; absent: all. */
    public static final String SCOPES = "scopes";
    /** {@link AppState} of applications nobody decided upon; absent: allow. */
    public static final String APPS = "apps";

    private TokenClaims() {}

    /**
     * @throws OAuth2AuthenticationException when a claim is missing or unknown
     */
    static CallerAuthentication callerOf(Jwt token) {
        try {
            Number account = token.getClaim(ACCOUNT);
            String role = token.getClaimAsString(ROLE);
            String kind = token.getClaimAsString(KIND);
            String user = token.getSubject();
            if (account == null || role == null || kind == null || user == null) {
                throw new IllegalArgumentException("a claim is missing");
            }
            String tokenId = token.getId() == null ? "" : token.getId();
            boolean mustChange = CHANGE.equals(token.getClaimAsString(PASSWORD));
            return new CallerAuthentication(
                    new Caller(
                            account.longValue(),
                            user,
                            Role.ofWord(role),
                            Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                            tokenId,
                            mustChange),
                    TokenTerms.of(token));
        } catch (IllegalArgumentException e) {
            throw new InvalidBearerTokenException("the token is none of ours: " + e.getMessage(), e);
        }
    }
}
