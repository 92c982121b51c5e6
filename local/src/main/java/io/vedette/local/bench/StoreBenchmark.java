package io.vedette.local.bench;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.Login;
import io.vedette.local.servers.PostgresServer;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.servers.ServerFolders;
import io.vedette.local.suite.ServiceJars;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Fills the rollup store with a day of host metrics and with a year of a few, and asks it: bytes on disk for a minute's cell, samples folded a second,
 * milliseconds for an answer. The store is the stratcon's own, in a JVM of the stratcon's size, on a Postgres of its own; beside it
 * the programs a user would run instead, an hour of the same values in six samples a minute.
 */
final class StoreBenchmark {

    private static final double MOST_BYTES_OF_SIX = 8;
    private static final double MOST_BYTES_OF_ONE = 1.5;

    private static final double MOST_MS_OF_A_SEARCH = 100;

    private static final List<String> PEERS = List.of("vm-influx", "influxdb", "prometheus");
    private static final Pattern BESIDE = Pattern.compile("disk_bytes_per_sample$|query_.*_ms$");

    private final Path root;

    private final PrintStream out;

    StoreBenchmark(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    List<Figure> measure() {
        Path folder = root.resolve("local/target/bench-store");
        PrivateFiles.deleteRecursively(folder);
        Login owner = new Login("vedette_bench", word());
        try (PostgresServer server = PostgresServer.start(new ServerFolders(folder), 0, word(), Map.of())) {
            for (String database : List.of("store_six", "store_one", "store_year")) {
                server.ensureDatabase(database, owner);
            }
            List<Figure> figures = new ArrayList<>(figures(run(server.jdbcUrl(""), owner)));
            PeerFigures peers = new PeerFigures(root, out);
            for (String peer : PEERS) {
                figures.addAll(
                        peers.of("store.beside.", BESIDE, peer, "--runs", "1", "--hosts", "100", "--steps", "360"));
            }
            return figures;
        } catch (IOException e) {
            throw new StartException("The store cannot be measured in " + folder + ": " + e.getMessage() + ".", e);
        } finally {
            PrivateFiles.deleteRecursively(folder);
        }
    }

    private String run(String url, Login owner) throws IOException {
        Path stratcon = new ServiceJars(root).extracted(Service.STRATCON);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogging.level.root=warn",
                "-cp",
                stratcon.resolve("app.jar") + ":" + stratcon.resolve("lib") + "/*",
                root.resolve("benchmarks/store/StoreMeasure.java").toString(),
                url,
                owner.user());
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", owner.password());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return said;
    }

    /** Each line is a name and a number; what else is printed is a library's own. */
    private static List<Figure> figures(String said) {
        List<Figure> figures = new ArrayList<>();
        for (String line :
                said.lines().filter(text -> text.matches("[a-z0-9._]+ [0-9.]+")).toList()) {
            String[] words = line.split(" ", 2);
            double value = Double.parseDouble(words[1]);
            figures.add(
                    switch (words[0]) {
                        case "six.bytes_per_minute_cell" ->
                            new Figure("store." + words[0], value, "bytes", MOST_BYTES_OF_SIX);
                        case "one.bytes_per_minute_cell" ->
                            new Figure("store." + words[0], value, "bytes", MOST_BYTES_OF_ONE);
                        case "catalogue.slowest_of_a_million_ms" ->
                            new Figure("store." + words[0], value, "ms", MOST_MS_OF_A_SEARCH);
                        default -> new Figure("store." + words[0], value, unit(words[0]));
                    });
        }
        return figures;
    }

    private static String unit(String name) {
        return name.endsWith("_ms") ? "ms" : name.contains("_per_s") ? "/s" : name.contains("_to_") ? "times" : "bytes";
    }

    private static String word() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
