package io.vedette.service.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a request may carry its token: {@code Authorization: Bearer}, {@code X-Circonus-Auth-Token}, HTTP basic (application name and token, as
 * Circonus clients send), or the session cookie. The cookie alone does not authorise a change: a page of another site could make a browser send it,
 * but not the header {@value #REQUEST_HEADER}.
 */
public final class Credentials {
    /** The session cookie's name. */
    public static final String COOKIE = "vedette_session";

    /** Header that a page of ours adds to every change. */
    public static final String REQUEST_HEADER = "X-Vedette-Request";

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";
    private static final int MOST_APP = 200;
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private Credentials() {}

    /**
     * @param header value of a header by name, or null
     * @param cookie value of a cookie by name, or null
     * @return the token, or null when the request carries none that counts
     */
    static @Nullable String tokenOf(
            String method, UnaryOperator<@Nullable String> header, UnaryOperator<@Nullable String> cookie) {
        String authorization = header.apply("Authorization");
        if (authorization != null) {
            return ofAuthorization(authorization);
        }
        String circonus = header.apply("X-Circonus-Auth-Token");
        if (circonus != null) {
            return circonus.strip();
        }
        boolean counts = SAFE_METHODS.contains(method) || header.apply(REQUEST_HEADER) != null;
        return counts ? cookie.apply(COOKIE) : null;
    }

    /** The name an application gives itself; null when it gives none. */
    static @Nullable String appOf(UnaryOperator<@Nullable String> header) {
        String named = header.apply("X-Circonus-App-Name");
        String authorization = header.apply("Authorization");
        if (named == null
                && authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            String pair = decoded(authorization);
            named = pair == null ? null : pair.substring(0, Math.max(0, pair.indexOf(':')));
        }
        return named == null || named.isBlank()
                ? null
                : named.strip().substring(0, Math.min(MOST_APP, named.strip().length()));
    }

    private static @Nullable String ofAuthorization(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (lower.startsWith(BEARER)) {
            return value.substring(BEARER.length()).strip();
        }
        if (!lower.startsWith(BASIC)) {
            return null;
        }
        String pair = decoded(value);
        return pair == null ? null : pair.substring(pair.indexOf(':') + 1);
    }

    private static @Nullable String decoded(String basic) {
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(basic.substring(BASIC.length()).strip());
            return new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
