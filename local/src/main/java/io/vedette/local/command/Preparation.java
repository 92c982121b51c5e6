package io.vedette.local.command;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.OperatorDoor;
import io.vedette.local.suite.Progress;
import io.vedette.local.suite.RunningSuite;
import io.vedette.local.suite.Secrets;
import io.vedette.local.suite.ServiceJars;
import io.vedette.local.suite.SuiteFile;
import io.vedette.local.suite.SuiteSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * What is done once after a build so that every start is quick: services are extracted from their jars, then run once on a folder of their own,
 * so that each leaves a cache of its loaded classes. Without the cache they start as well, only slower.
 */
final class Preparation {

    private static final Duration RUN = Duration.ofSeconds(20);

    private final Path root;
    private final PrintStream out;

    Preparation(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    /** {@code VEDETTE_SKIP_TRAINING} set to anything leaves the training run out. */
    void run() {
        ServiceJars jars = new ServiceJars(root);
        for (Service service : Service.values()) {
            jars.extracted(service);
        }
        if (System.getenv("VEDETTE_SKIP_TRAINING") == null && !jars.areTrained()) {
            train();
        }
    }

    private void train() {
        out.println("Running everything once, so that it starts quickly from now on");
        Path data = temporary();
        try (RunningSuite suite =
                RunningSuite.prepare(SuiteSettings.apart(root, data).training(), new Progress(out))) {
            suite.start();
            use(data);
        } catch (StartException e) {
            out.println("That did not work, so it starts slower: " + e.sentence());
        } finally {
            PrivateFiles.deleteRecursively(data);
        }
    }

    /** Lets checks run for a while. */
    private static void use(Path data) {
        long deadline = System.nanoTime() + RUN.toNanos();
        JsonNode suite = SuiteFile.read(data.resolve("run/suite.json"))
                .orElseThrow(() -> new StartException("The suite tells nothing about itself."));
        OperatorDoor door = new OperatorDoor(suite.path("address").asString(), Secrets.in(data));
        while (System.nanoTime() < deadline) {
            door.firstTrap();
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("vedette-training-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
