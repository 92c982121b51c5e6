package io.vedette.configmonitor.check;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which settings of a check are secret, and what is shown in their place. */
final class Secrets {
    /** Shown instead of a secret; sent back, it means: as it is. */
    static final String MASK = "********";

    static final String TRAP_SECRET = "secret";

    private static final Set<String> HIDDEN = Set.of(
            "password", "auth_password", "header_Authorization", "community", "auth_passphrase", "privacy_passphrase");

    private Secrets() {}

    /** The config as it may be shown: passwords to nobody, a trap's secret to who may change the check. */
    static Map<String, String> shown(Map<String, String> config, boolean mayChange) {
        Map<String, String> shown = new TreeMap<>(config);
        shown.replaceAll((name, value) -> isHidden(name) || (name.equals(TRAP_SECRET) && !mayChange) ? MASK : value);
        return shown;
    }

    private static boolean isHidden(String name) {
        return HIDDEN.contains(name) || name.equalsIgnoreCase("header_Authorization");
    }
}
