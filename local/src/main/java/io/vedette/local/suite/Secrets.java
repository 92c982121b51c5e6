package io.vedette.local.suite;

import io.vedette.local.guard.StartException;
import io.vedette.local.servers.Login;
import io.vedette.local.servers.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Passwords, keys and one-time codes, generated once and kept in {@code secrets.properties}, which only its owner can read. Guarded by itself.
 * Losing the file is losing the keys to the data.
 */
public final class Secrets {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 24;
    private static final List<String> NAMES = List.of(
            "admin.password",
            "operator.key",
            "secrets.key",
            "broker.code",
            "stratcon.code",
            "postgres.superuser",
            "postgres.web",
            "postgres.app",
            "postgres.store",
            "postgres.monitor",
            "redis",
            "kafka");

    private final SecureRandom random = new SecureRandom();
    private final Properties values = new Properties();
    private final Path file;
    private final boolean isNew;

    private Secrets(Path file, boolean isNew) {
        this.file = file;
        this.isNew = isNew;
    }

    /** Reads the file; what is missing in it is generated. */
    public static Secrets in(Path data) {
        Path file = data.resolve("secrets.properties");
        Secrets secrets = new Secrets(file, !Files.exists(file));
        if (!secrets.isNew) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                secrets.values.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new StartException("The secrets in " + file + " cannot be read: " + e.getMessage() + ".", e);
            }
        }
        secrets.complete();
        return secrets;
    }

    /** Whether this data folder is at its first start. */
    public boolean isNew() {
        return isNew;
    }

    public Path file() {
        return file;
    }

    public Login webDatabase() {
        return new Login("vedette_web", get("postgres.web"));
    }

    /** Of the services that use the Web DB; it owns nothing there. */
    public Login webApplication() {
        return new Login("vedette_app", get("postgres.app"));
    }

    public Login storeDatabase() {
        return new Login("vedette_store", get("postgres.store"));
    }

    public Login databaseMonitor() {
        return new Login("vedette_monitor", get("postgres.monitor"));
    }

    public String databaseSuperuser() {
        return get("postgres.superuser");
    }

    public String redis() {
        return get("redis");
    }

    public String kafka() {
        return get("kafka");
    }

    public String adminPassword() {
        return get("admin.password");
    }

    public String operatorKey() {
        return get("operator.key");
    }

    /** Under which config-monitor keeps secrets in the Web DB. */
    public String secretsKey() {
        return get("secrets.key");
    }

    public String brokerCode() {
        return get("broker.code");
    }

    public String stratconCode() {
        return get("stratcon.code");
    }

    /** The token the launcher was given, when it has one. */
    public synchronized Optional<String> launcherToken() {
        return Optional.ofNullable(values.getProperty("launcher.token"));
    }

    public synchronized void rememberLauncherToken(String token) {
        values.setProperty("launcher.token", token);
        save();
    }

    private synchronized String get(String name) {
        return values.getProperty(name);
    }

    private void complete() {
        boolean isComplete = true;
        for (String name : NAMES) {
            if (values.getProperty(name) == null) {
                values.setProperty(name, generate());
                isComplete = false;
            }
        }
        if (!isComplete) {
            save();
        }
    }

    private String generate() {
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    private void save() {
        StringWriter text = new StringWriter();
        try {
            values.store(text, "Generated at the first start. Whoever reads this file owns the suite.");
        } catch (IOException e) {
            throw new IllegalStateException("a string refused text", e);
        }
        PrivateFiles.write(file, text.toString());
    }
}
