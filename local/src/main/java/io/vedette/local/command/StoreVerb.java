package io.vedette.local.command;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import io.vedette.local.suite.ServiceJars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs the stratcon's own tool on a rollup store: that of the running suite, or the one that SPRING_DATASOURCE_URL names. */
final class StoreVerb {
    private static final String URL = "SPRING_DATASOURCE_URL";

    private final Arguments arguments;

    StoreVerb(Arguments arguments) {
        this.arguments = arguments;
    }

    /** Throws {@link StartException} when the tool ends with anything but 0. */
    void run() {
        Path stratcon = new ServiceJars(arguments.settings().root()).extracted(Service.STRATCON);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogging.level.root=warn",
                "-cp",
                stratcon.resolve("app.jar") + ":" + stratcon.resolve("lib") + "/*",
                "io.vedette.stratcon.store.StoreTool"));
        command.addAll(arguments.names());
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            login(builder.environment());
            if (builder.start().waitFor() != 0) {
                throw new StartException("./vedette store found something to say.");
            }
        } catch (IOException e) {
            throw new StartException("The store's tool cannot be started: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void login(Map<String, String> environment) {
        if (environment.getOrDefault(URL, "").isEmpty()) {
            JsonNode store = Running.suite(arguments.settings()).path("store");
            environment.put(URL, store.path("url").asString());
            environment.put("SPRING_DATASOURCE_USERNAME", store.path("user").asString());
            environment.put("SPRING_DATASOURCE_PASSWORD", store.path("password").asString());
        }
    }
}
