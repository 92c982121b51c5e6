package io.vedette.webdb.check;

import io.vedette.contracts.seal.CheckSecrets;
import io.vedette.webdb.secret.SecretBox;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A check's settings as rows hold them: secrets kept. What does not change stays as it is kept. */
final class KeptConfig {
    private KeptConfig() {}

    /** @param before as the row holds it now; empty for a new one */
    static Map<String, String> keep(long account, Map<String, String> plain, Map<String, String> before) {
        Map<String, String> kept = new TreeMap<>(plain);
        kept.replaceAll(
                (name, value) -> CheckSecrets.isSecret(name) ? keep(account, name, value, before.get(name)) : value);
        return kept;
    }

    static Map<String, String> open(long account, Map<String, String> kept) {
        Map<String, String> plain = new TreeMap<>(kept);
        plain.replaceAll(
                (name, value) -> CheckSecrets.isSecret(name) ? SecretBox.open(place(account, name), value) : value);
        return plain;
    }

    private static String keep(long account, String name, String value, @Nullable String before) {
        String place = place(account, name);
        if (before != null
                && SecretBox.isCurrent(before)
                && SecretBox.open(place, before).equals(value)) {
            return before;
        }
        return SecretBox.keep(place, value);
    }

    private static String place(long account, String name) {
        return account + "/" + name;
    }
}
