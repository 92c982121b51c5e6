package io.vedette.configmonitor.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The key of whoever runs the suite. */
@Component
class OperatorKey {
    static final String NAME = "operator-key";
    static final Set<String> PATHS = Set.of(
            "/api/tokens",
            "/api/enrolment-codes",
            "/api/certificates/revoke",
            "/api/password-resets",
            "/api/config-announcements",
            "/api/accounts");
    private static final int LEAST_LENGTH = 16;

    private final OperatorSettings settings;

    OperatorKey(OperatorSettings settings) {
        this.settings = settings;
    }

    boolean opens(@Nullable String shown) {
        String key = settings.operatorKey();
        return key != null
                && shown != null
                && key.length() >= LEAST_LENGTH
                && MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
