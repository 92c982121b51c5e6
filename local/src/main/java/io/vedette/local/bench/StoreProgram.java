package io.vedette.local.bench;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.Login;
import io.vedette.local.suite.ServiceJars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures with the stratcon's own classes, in a JVM of their own: {@code benchmarks/store/StoreMeasure.java}. */
final class StoreProgram {

    private static final double MOST_BYTES_OF_SIX = 8;
    private static final double MOST_BYTES_OF_ONE = 1.5;
    private static final double MOST_MS_OF_A_SEARCH = 100;

    private final Path root;

    StoreProgram(Path root) {
        this.root = root;
    }

    /**
     * @param what a word that it knows
     * @param heapMib of its JVM
     * @param url of a Postgres, up to the name of a database
     * @param settings of the store, as environment
     */
    List<Figure> measure(String what, int heapMib, String url, Login login, Map<String, String> settings) {
        Path stratcon = new ServiceJars(root).extracted(Service.STRATCON);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMib + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogging.level.root=warn",
                "-cp",
                stratcon.resolve("app.jar") + ":" + stratcon.resolve("lib") + "/*",
                root.resolve("benchmarks/store/StoreMeasure.java").toString(),
                what,
                url,
                login.user());
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", login.password());
        builder.environment().putAll(settings);
        try {
            Process process = builder.redirectErrorStream(true).start();
            try {
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new StartException("The store could not be measured (" + what + "): " + said.strip());
                }
                return figures(said);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new StartException("The store cannot be measured: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while the store was measured.", e);
        }
    }

    /** Each line is a name and a number; what else is printed is a library's own. */
    private static List<Figure> figures(String said) {
        return said.lines()
                .filter(text -> text.matches("[a-z0-9._]+ [0-9.]+"))
                .map(line -> line.split(" ", 2))
                .map(words ->
                        new Figure("store." + words[0], Double.parseDouble(words[1]), unit(words[0]), most(words[0])))
                .toList();
    }

    private static double most(String name) {
        return switch (name) {
            case "six.bytes_per_minute_cell" -> MOST_BYTES_OF_SIX;
            case "one.bytes_per_minute_cell" -> MOST_BYTES_OF_ONE;
            case "catalogue.slowest_of_a_million_ms" -> MOST_MS_OF_A_SEARCH;
            default -> Double.POSITIVE_INFINITY;
        };
    }

    private static String unit(String name) {
        if (name.contains("bytes")) {
            return "bytes";
        }
        if (name.endsWith("_ms")) {
            return "ms";
        }
        if (name.endsWith("_mib")) {
            return "MiB";
        }
        if (name.endsWith("cpu_s") || name.contains("cpu_s_per_minute")) {
            return "CPU s";
        }
        if (name.contains("_per_s")) {
            return "/s";
        }
        if (name.endsWith("_s")) {
            return "s";
        }
        return name.contains("_to_") ? "times" : name.endsWith("hours") ? "h" : "";
    }
}
