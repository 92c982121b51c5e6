package io.vedette.contracts.seal;

import io.vedette.contracts.proto.config.Check;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Map;
import java.util.Set;

/** The settings of a check that are secret: sealed for the broker that runs it wherever they stand outside the Web DB and that broker's memory. */
public final class CheckSecrets {
    private static final Set<String> NAMES = Set.of(
            "secret",
            "password",
            "auth_password",
            "sasl_password",
            "key_file",
            "header_authorization",
            "community",
            "auth_passphrase",
            "privacy_passphrase");

    private CheckSecrets() {}

    /** Of all secret settings, in small letters. */
    public static Set<String> names() {
        return NAMES;
    }

    /** Whether the setting of this name is secret. */
    public static boolean isSecret(String setting) {
        return NAMES.contains(setting.toLowerCase(java.util.Locale.ROOT));
    }

    /** The check with its secrets sealed; those that are sealed already stay as they are. */
    public static Check seal(Check check, PublicKey broker) {
        Check.Builder sealed = check.toBuilder();
        check.getConfigMap().forEach((name, value) -> {
            if (isSecret(name) && !Seal.isSealed(value)) {
                sealed.putConfig(name, Seal.seal(broker, place(check, name), value));
            }
        });
        return sealed.build();
    }

    /** The check without its secrets. */
    public static Check remove(Check check) {
        Check.Builder bare = check.toBuilder();
        check.getConfigMap().keySet().stream().filter(CheckSecrets::isSecret).forEach(bare::removeConfig);
        return bare.build();
    }

    /**
     * The check with its secrets readable; those that were never sealed stay as they are.
     *
     * @throws GeneralSecurityException when one cannot be opened; the message names the setting
     */
    public static Check open(Check check, KeyPair own) throws GeneralSecurityException {
        Check.Builder opened = check.toBuilder();
        for (Map.Entry<String, String> setting : check.getConfigMap().entrySet()) {
            if (isSecret(setting.getKey()) && Seal.isSealed(setting.getValue())) {
                opened.putConfig(setting.getKey(), open(check, own, setting));
            }
        }
        return opened.build();
    }

    private static String open(Check check, KeyPair own, Map.Entry<String, String> setting)
            throws GeneralSecurityException {
        try {
            return Seal.open(own, place(check, setting.getKey()), setting.getValue());
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("config." + setting.getKey() + " is not sealed for this broker", e);
        }
    }

    private static String place(Check check, String setting) {
        return check.getUuid() + "/" + setting;
    }
}
