package io.vedette.local.bench;

import io.vedette.local.servers.Login;
import io.vedette.local.servers.PostgresServer;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.servers.ServerFolders;
import io.vedette.local.suite.DataFolder;
import io.vedette.local.suite.Secrets;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Fills the rollup store with a day of host metrics, with a year of a few and with a million streams, and asks it: bytes on disk for a minute's cell, samples
 * folded a second, milliseconds for an answer. The store is the stratcon's own, on a Postgres of its own, and on a Cassandra where one can run. Then what a suite has recorded of its machine, when
 * one that is down has left its data; and the programs a user would run instead, fed with the same samples and asked the same.
 */
final class StoreBenchmark {

    private static final int USUAL_MIB = 512;
    /** What a million streams are known by stays in memory. */
    private static final int MILLION_MIB = 1536;

    private static final List<String> DATABASES = List.of(
            "store_six", "store_one", "store_year", "store_million", "store_cassandra_day", "store_cassandra_year");

    private static final List<String> PEERS = List.of("vm-influx", "influxdb", "prometheus");
    /** The same samples: a day of six a minute, a day of one, and a year of the four streams that are asked for here. */
    private static final List<List<String>> SHAPES =
            List.of(List.of("six"), List.of("one"), List.of("year", "--metrics", "0,36,48,69"));

    private static final Pattern BESIDE =
            Pattern.compile("disk_bytes_per_minute_cell$|query_1h_1000series_ms$|query_1year_.*_ms$");

    private final Path root;
    private final Path data;
    private final PrintStream out;
    private final StoreProgram program;

    /**
     * @param data of a suite that has recorded
     */
    StoreBenchmark(Path root, Path data, PrintStream out) {
        this.root = root;
        this.data = data;
        this.out = out;
        program = new StoreProgram(root);
    }

    List<Figure> measure() {
        Path folder = root.resolve("local/target/bench-store");
        PrivateFiles.deleteRecursively(folder);
        Login owner = new Login("vedette_bench", word());
        List<Figure> figures = new ArrayList<>(recorded());
        try (PostgresServer server = PostgresServer.start(new ServerFolders(folder), 0, word(), Map.of())) {
            for (String database : DATABASES) {
                server.ensureDatabase(database, owner);
            }
            figures.addAll(program.measure("usual", USUAL_MIB, server.jdbcUrl(""), owner, Map.of()));
            figures.addAll(program.measure(
                    "million",
                    MILLION_MIB,
                    server.jdbcUrl(""),
                    owner,
                    Map.of("VEDETTE_STORE_CACHED_STREAMS", "1000000")));
            figures.addAll(new CassandraBenchmark(program, out).measure(folder, server.jdbcUrl(""), owner));
        } finally {
            PrivateFiles.deleteRecursively(folder);
        }
        figures.addAll(beside());
        return figures;
    }

    private List<Figure> recorded() {
        if (!Files.isDirectory(data.resolve("postgres"))) {
            out.println("What a suite records is left out: " + data + " holds nothing; --data names another folder");
            return List.of();
        }
        if (DataFolder.isInUse(data)) {
            out.println("What a suite records is left out: one runs on " + data + "; measure when it is down");
            return List.of();
        }
        String password = Secrets.in(data).databaseSuperuser();
        try (PostgresServer server = PostgresServer.start(new ServerFolders(data), 0, password, Map.of())) {
            return program.measure(
                    "recorded", USUAL_MIB, server.jdbcUrl(""), new Login("postgres", password), Map.of());
        }
    }

    private List<Figure> beside() {
        PeerFigures peers = new PeerFigures(root, out);
        List<Figure> figures = new ArrayList<>();
        for (String peer : PEERS) {
            for (List<String> shape : SHAPES) {
                List<String> words = new ArrayList<>(List.of(peer, "--runs", "1", "--shape"));
                words.addAll(shape);
                figures.addAll(peers.of("store.beside.", BESIDE, words.toArray(String[]::new)));
            }
        }
        return figures;
    }

    private static String word() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
