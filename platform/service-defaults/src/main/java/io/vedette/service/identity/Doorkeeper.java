package io.vedette.service.identity;

import io.vedette.service.problem.Problem;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Who may pass a shut door: a verified caller, as far as the token reaches, by an application that is let in, not more often than it may. One who must change
 * the password only passes to do that.
 */
final class Doorkeeper {
    private static final String SESSION_PATH = "/api/session";
    static final Problem UNKNOWN = Problem.of(
            401,
            "unauthorized",
            "a token or a session is needed; with the session cookie a change also needs the header "
                    + Credentials.REQUEST_HEADER);

    private final Revocations revocations;
    private final RateLimits limits;

    Doorkeeper(Revocations revocations, RateLimits limits) {
        this.revocations = revocations;
        this.limits = limits;
    }

    /**
     * What the answer to whoever is kept out is; null lets in.
     *
     * @param header value of a header by name, or null
     */
    @Nullable
    Problem objection(
            @Nullable Authentication authentication,
            String method,
            String path,
            UnaryOperator<@Nullable String> header) {
        if (!(authentication instanceof CallerAuthentication known)) {
            return UNKNOWN;
        }
        Caller caller = known.getPrincipal();
        if (!limits.takes(caller)) {
            return Problem.of(429, "too-many-requests", "this token asks too often; try again in a second");
        }
        if (caller.mustChangePassword() && !path.equals(SESSION_PATH) && !path.startsWith(SESSION_PATH + "/")) {
            return Problem.of(403, "forbidden", "this session may only change its password");
        }
        if (!known.terms().covers(method, path)) {
            return Problem.of(403, "forbidden", "this is beyond the token's scopes");
        }
        return objectionTo(Credentials.appOf(header), known);
    }

    private @Nullable Problem objectionTo(@Nullable String app, CallerAuthentication known) {
        Caller caller = known.getPrincipal();
        if (caller.kind() != Caller.Kind.TOKEN) {
            return null;
        }
        String name = app == null ? "" : app;
        AppState decided = revocations.current().decision(caller.tokenId(), name);
        AppState state = decided == null ? known.terms().apps() : decided;
        if (decided == null && app != null) {
            revocations.seen(caller, app, state);
        }
        return switch (state) {
            case ALLOW -> null;
            case PENDING -> Problem.of(401, "pending", "the application '" + name + "' waits to be let in");
            case DENY -> Problem.of(403, "forbidden", "the application '" + name + "' is not let in");
        };
    }
}
