package io.vedette.local.suite;

import io.vedette.local.guard.GuardedProcess;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.Login;
import io.vedette.local.servers.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code run/suite.json}: what the running suite tells the launcher's other verbs and the tests about itself, passwords included, for its
 * owner's eyes. Shape: {@code ready}, {@code address}, {@code data}, {@code log}, {@code adminEmail}, {@code adminPassword} (that of the first
 * start), {@code processes} name → {@code pid, port, healthy, log}, {@code ports} name → number, {@code kafka} client properties, {@code webdb}
 * and {@code store} → {@code url, user, password}, {@code redis} → {@code host, port, password}.
 */
public final class SuiteFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SuiteSettings settings;
    private final ServiceEnvironment environment;
    private final Suite suite;
    private String written = "";

    SuiteFile(SuiteSettings settings, ServiceEnvironment environment, Suite suite) {
        this.settings = settings;
        this.environment = environment;
        this.suite = suite;
    }

    /** What the suite of this data folder last told; empty when none has told anything. */
    public static Optional<JsonNode> read(Path suiteFile) {
        try {
            return Files.exists(suiteFile) ? Optional.of(JSON.readTree(suiteFile)) : Optional.empty();
        } catch (JacksonException e) {
            throw new StartException(suiteFile + " cannot be read: " + e.getOriginalMessage() + ".", e);
        }
    }

    /** Writes it when something changed. */
    synchronized void write(boolean isReady) {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(describe(isReady));
        if (!text.equals(written)) {
            PrivateFiles.write(settings.suiteFile(), text);
            written = text;
        }
    }

    synchronized void delete() {
        try {
            Files.deleteIfExists(settings.suiteFile());
        } catch (IOException e) {
            throw new StartException(settings.suiteFile() + " cannot be deleted: " + e.getMessage() + ".", e);
        }
    }

    private Map<String, Object> describe(boolean isReady) {
        Secrets secrets = environment.secrets();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ready", isReady);
        all.put("address", "http://localhost:" + environment.gatewayPort());
        all.put("data", settings.data().toString());
        all.put("log", settings.logFolder().toString());
        all.put("adminEmail", ServiceEnvironment.adminEmail());
        all.put("adminPassword", secrets.adminPassword());
        all.put("processes", processes());
        Map<String, Object> ports = new LinkedHashMap<>(environment.ports().byTitle());
        ports.put("gateway", environment.gatewayPort());
        all.put("ports", ports);
        all.put("kafka", environment.kafkaClient());
        all.put("webdb", database(secrets.webDatabase()));
        all.put("store", database(secrets.storeDatabase()));
        all.put(
                "redis",
                Map.of("host", "127.0.0.1", "port", environment.ports().get(Port.REDIS), "password", secrets.redis()));
        return all;
    }

    private Map<String, Object> processes() {
        Map<String, Object> processes = new LinkedHashMap<>();
        processes.put("launcher", process(ProcessHandle.current().pid(), environment.gatewayPort(), true, "launcher"));
        for (Supervised part : suite.parts()) {
            long pid = part.process().map(GuardedProcess::pid).orElse(0L);
            processes.put(part.name(), process(pid, part.port(), part.isHealthy(), part.name()));
        }
        return processes;
    }

    private Map<String, Object> process(long pid, int port, boolean isHealthy, String log) {
        Map<String, Object> process = new LinkedHashMap<>();
        process.put("pid", pid);
        process.put("port", port);
        process.put("healthy", isHealthy);
        process.put("log", settings.logFolder().resolve(log + ".log").toString());
        return process;
    }

    private Map<String, Object> database(Login owner) {
        return Map.of("url", environment.jdbcUrl(owner.user()), "user", owner.user(), "password", owner.password());
    }
}
