package io.vedette.broker.door;

import io.vedette.broker.home.HomeSettings;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.seal.CheckSecrets;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Secrets of checks, sealed for this broker's certificate key: so they come, and so they lie on its disk. A renewed certificate has the same key; a broker
 * that enrols anew is handed its checks anew, and what lies sealed for its old key is not read.
 */
@Component
public class OwnSeal {
    private final CredentialFiles files;
    private volatile @Nullable KeyPair known;

    public OwnSeal(HomeSettings home) throws IOException {
        files = new CredentialFiles(home);
    }

    /**
     * The check with its secrets readable.
     *
     * @throws GeneralSecurityException when they are sealed for another key; the message names the setting
     */
    public Check open(Check check) throws GeneralSecurityException, IOException {
        Optional<KeyPair> own = own();
        return own.isPresent() ? CheckSecrets.open(check, own.get()) : check;
    }

    /** The check with its secrets sealed; before the broker has enrolled there is no key to seal them for, and nobody to hand it any. */
    public Check seal(Check check) throws IOException {
        return own().map(pair -> CheckSecrets.seal(check, pair.getPublic())).orElse(check);
    }

    private Optional<KeyPair> own() throws IOException {
        if (known == null) {
            known = files.load()
                    .map(held -> new KeyPair(held.chain().getFirst().getPublicKey(), held.key()))
                    .orElse(null);
        }
        return Optional.ofNullable(known);
    }
}
