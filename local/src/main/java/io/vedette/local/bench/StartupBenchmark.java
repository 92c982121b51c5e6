package io.vedette.local.bench;

import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.OperatorDoor;
import io.vedette.local.suite.ProcessMemory;
import io.vedette.local.suite.Progress;
import io.vedette.local.suite.RunningSuite;
import io.vedette.local.suite.Secrets;
import io.vedette.local.suite.SuiteFile;
import io.vedette.local.suite.SuiteSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * From nothing but built jars to the first live sample of this machine on the dashboard's stream, then the memory of the whole suite once it has
 * come to rest. The launcher that measures is the launcher that is measured.
 */
final class StartupBenchmark {

    private static final double FIRST_SAMPLE_LIMIT_SECONDS = 30;
    private static final double MEMORY_LIMIT_MEBIBYTES = 2_560;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration REST = Duration.ofSeconds(60);

    private final Path root;
    private final PrintStream out;

    StartupBenchmark(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    List<Figure> measure() {
        Path data = temporary();
        long begin = System.nanoTime();
        try (RunningSuite suite = RunningSuite.prepare(SuiteSettings.apart(root, data), new Progress(out))) {
            CompletableFuture<Double> sample = CompletableFuture.supplyAsync(() -> {
                awaitSample(data);
                return seconds(begin);
            });
            suite.start();
            double everything = seconds(begin);
            double first = sample.join();
            JsonNode described = described(data);
            List<Figure> figures = new ArrayList<>(List.of(
                    new Figure("startup.first_live_sample", first, "s", FIRST_SAMPLE_LIMIT_SECONDS),
                    new Figure("startup.everything_runs", everything, "s")));
            figures.addAll(processorTime(described));
            out.println("Resting " + REST.toSeconds() + " s before memory is measured");
            LockSupport.parkNanos(REST.toNanos());
            figures.add(new Figure("idle.resident_memory", memory(described), "MiB", MEMORY_LIMIT_MEBIBYTES));
            return figures;
        } finally {
            PrivateFiles.deleteRecursively(data);
        }
    }

    /** Asks as a browser does that was opened too early: again until there is something to see. */
    private static void awaitSample(Path data) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            try {
                JsonNode described = described(data);
                String address = described.path("address").asString();
                OperatorDoor door = new OperatorDoor(address, Secrets.in(data));
                String check = door.firstCheck("host").orElseThrow(() -> new StartException("No host is watched yet."));
                LiveSample.await(address, door.token(), check + "/cpu`used_percent");
                return;
            } catch (StartException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
            }
        }
    }

    private static JsonNode described(Path data) {
        return SuiteFile.read(data.resolve("run/suite.json"))
                .orElseThrow(() -> new StartException("The suite tells nothing about itself."));
    }

    private static List<Figure> processorTime(JsonNode described) {
        List<Figure> figures = new ArrayList<>();
        for (var process : described.path("processes").properties()) {
            ProcessHandle.of(process.getValue().path("pid").asLong())
                    .flatMap(handle -> handle.info().totalCpuDuration())
                    .ifPresent(time ->
                            figures.add(new Figure("startup.cpu." + process.getKey(), time.toMillis() / 1_000.0, "s")));
        }
        return figures;
    }

    private static double memory(JsonNode described) {
        ProcessMemory memory = ProcessMemory.now();
        long bytes = 0;
        for (var process : described.path("processes").properties()) {
            long pid = process.getValue().path("pid").asLong();
            bytes += process.getKey().equals("launcher") ? memory.ofProcess(pid) : memory.ofTree(pid);
        }
        return bytes / 1_048_576.0;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("vedette-startup-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
