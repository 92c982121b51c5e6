package io.vedette.configmonitor.files;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tools that carry metrics and logs, as far as they are known: where their files lie in the operator's folder, and how they judge them themselves. */
enum Shipper {
    TELEGRAF("*.conf", "telegraf config check --config %[file]"),
    VECTOR("*.{toml,yaml,yml,json}", "vector validate --no-environment %[file]"),
    FLUENT_BIT("*.{conf,yaml,yml}", "fluent-bit --dry-run --config %[file]");

    /** What has each of them read its files anew. */
    static final String SIGNAL = "HUP";

    private final String names;
    private final String check;

    Shipper(String names, String check) {
        this.names = names;
        this.check = check;
    }

    String files(Path directory) {
        String folder = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return directory.toAbsolutePath().normalize().resolve("shippers").resolve(folder) + "/" + names;
    }

    /** Its own command; empty where the tool is not installed beside config-monitor, and nobody judges. */
    List<String> check() {
        List<String> command = List.of(check.split(" ", -1));
        String path = System.getenv().getOrDefault("PATH", "");
        boolean isInstalled = Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command.getFirst())));
        return isInstalled ? command : List.of();
    }
}
