package io.vedette.local.command;

import io.vedette.local.guard.StartException;
import java.util.Locale;

/** Where the embedded servers have programs for. */
final class Platform {

    private Platform() {}

    static void require() {
        require(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static void require(String system, String machine) {
        String name = system.toLowerCase(Locale.ROOT);
        boolean isSystem = name.contains("linux") || name.contains("mac");
        boolean isMachine = machine.equals("amd64") || machine.equals("x86_64") || machine.equals("aarch64");
        if (!isSystem || !isMachine) {
            throw new StartException(
                    "The suite brings Postgres, Redis and Kafka for Linux and macOS on amd64 and arm64, not for "
                            + system + " on " + machine + "; there it runs in containers or on Kubernetes.");
        }
    }
}
