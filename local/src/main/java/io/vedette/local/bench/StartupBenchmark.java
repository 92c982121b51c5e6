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
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * From nothing but built jars to the first live sample of this machine on the dashboard's stream, then the memory of the whole suite once it has
 * come to rest. The launcher that measures is the launcher that is measured.
 */
final class StartupBenchmark {

    private static final double FIRST_SAMPLE_LIMIT_SECONDS = 30;
    private static final double MEMORY_LIMIT_MEBIBYTES = 2_560;
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
            suite.start();
            double everything = seconds(begin);
            JsonNode described = SuiteFile.read(data.resolve("run/suite.json"))
                    .orElseThrow(() -> new StartException("The suite tells nothing about itself."));
            awaitSample(described, data);
            double sample = seconds(begin);
            out.println("First live sample; resting " + REST.toSeconds() + " s before memory is measured");
            LockSupport.parkNanos(REST.toNanos());
            return List.of(
                    new Figure("startup.everything_runs", everything, "s"),
                    new Figure("startup.first_live_sample", sample, "s", FIRST_SAMPLE_LIMIT_SECONDS),
                    new Figure("idle.resident_memory", memory(described), "MiB", MEMORY_LIMIT_MEBIBYTES));
        } finally {
            PrivateFiles.deleteRecursively(data);
        }
    }

    private static void awaitSample(JsonNode described, Path data) {
        OperatorDoor door = new OperatorDoor(described.path("address").asString(), Secrets.in(data));
        String check = "";
        while (check.isEmpty()) {
            check = door.firstCheck("host").orElse("");
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        LiveSample.await(described.path("address").asString(), door.token(), check + "/cpu`used_percent");
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
