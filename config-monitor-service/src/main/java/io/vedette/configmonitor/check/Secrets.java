package io.vedette.configmonitor.check;

import io.vedette.contracts.seal.CheckSecrets;
import java.util.Map;
import java.util.TreeMap;

/** Which settings of a check are secret, and what is shown in their place. */
final class Secrets {
    /** Shown instead of a secret; sent back, it means: as it is. */
    static final String MASK = "********";

    static final String TRAP_SECRET = "secret";

    private Secrets() {}

    /** The config as it may be shown: passwords to nobody, a trap's secret to who may change the check. */
    static Map<String, String> shown(Map<String, String> config, boolean mayChange) {
        Map<String, String> shown = new TreeMap<>(config);
        shown.replaceAll((name, value) ->
                CheckSecrets.isSecret(name) && !(name.equals(TRAP_SECRET) && mayChange) ? MASK : value);
        return shown;
    }
}
