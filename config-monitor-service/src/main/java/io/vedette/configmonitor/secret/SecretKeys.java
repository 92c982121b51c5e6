package io.vedette.configmonitor.secret;

import io.vedette.webdb.scope.Scope;
import io.vedette.webdb.secret.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Puts the keys of {@code VEDETTE_SECRETS_KEYS} in place before anything is opened, the newest first; without them, one of its own in {@code secret.key} below
 * its home. Refuses to start when something is kept under a key that is not given, and brings all under the newest, so that an older one may
 * go after the service has started with a new one in front.
 */
@Component
public class SecretKeys implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(SecretKeys.class);
    private static final int KEY_BYTES = 32;

    private final KeptRows rows;

    SecretKeys(
            @Value("${vedette.secrets.keys:}") List<String> keys,
            @Value("${vedette.home:data/config-monitor}") Path home,
            KeptRows rows) {
        this.rows = rows;
        List<String> given = keys.stream().filter(key -> !key.isBlank()).toList();
        SecretBox.use(given.isEmpty() ? List.of(own(home.resolve("secret.key"))) : given);
    }

    /**
     * A secret of the suite itself.
     *
     * @param place where it stands
     * @param kept as it stands there; in clear in a row from before secrets were kept
     * @param write writes it back when it is not under the newest key
     */
    public String open(String place, String kept, Consumer<String> write) {
        String plain = SecretBox.open(place, kept);
        if (!SecretBox.isCurrent(kept)) {
            write.accept(SecretBox.keep(place, plain));
        }
        return plain;
    }

    public String keep(String place, String plain) {
        return SecretBox.keep(place, plain);
    }

    @Override
    public void afterSingletonsInstantiated() {
        Scope.across("secret keys").run(() -> {
            TreeSet<String> missing = new TreeSet<>(rows.keys());
            missing.removeAll(SecretBox.knownKeys());
            if (!missing.isEmpty()) {
                throw new IllegalStateException("secrets are kept under keys that VEDETTE_SECRETS_KEYS does not give: "
                        + String.join(", ", missing));
            }
            List<Long> outdated = rows.outdated();
            outdated.forEach(rows::renew);
            if (!outdated.isEmpty()) {
                LOG.atInfo().addKeyValue("bundles", outdated.size()).log("secrets are kept under the newest key now");
            }
        });
    }

    private static String own(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(key));
                LOG.atWarn().addKeyValue("file", file).log("a key for secrets is made; losing it is losing them");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the key for secrets cannot be read or made", e);
        }
    }
}
