package io.vedette.service.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Who may pass: anybody through an open door; else a verified caller, and one who must change the password only to do that. */
final class Doorkeeper {
    static final String REFUSAL =
            "a token or a session is needed; with the session cookie a change also needs the header "
                    + Credentials.REQUEST_HEADER;
    private static final String SESSION_PATH = "/api/session";

    private Doorkeeper() {}

    static boolean lets(@Nullable Authentication authentication, String path) {
        return authentication instanceof CallerAuthentication known
                && (!known.getPrincipal().mustChangePassword()
                        || path.equals(SESSION_PATH)
                        || path.startsWith(SESSION_PATH + "/"));
    }
}
