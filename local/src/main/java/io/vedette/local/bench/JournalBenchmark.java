package io.vedette.local.bench;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.ServiceJars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends to the broker's journal, with fsync, and reads of it, beside the appends with fdatasync that the same disk does in the same run at the size of
 * the journal's groups. The journal is the broker's own, in a JVM of the broker's size.
 */
final class JournalBenchmark {

    private static final double MOST_OF_DISK_UNUSED = 0.30;

    private final Path root;

    JournalBenchmark(Path root) {
        this.root = root;
    }

    List<Figure> measure() {
        Path folder = root.resolve("local/target/bench-journal");
        try {
            Files.createDirectories(folder);
            return figures(run(folder));
        } catch (IOException e) {
            throw new StartException("The journal cannot be measured in " + folder + ": " + e.getMessage() + ".", e);
        } finally {
            PrivateFiles.deleteRecursively(folder);
        }
    }

    private String run(Path folder) throws IOException {
        Path jar = new ServiceJars(root).extracted(Service.BROKER).resolve("app.jar");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-cp",
                        jar.toString(),
                        "io.vedette.broker.journal.JournalTool",
                        "measure",
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
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

    /** Each line is a name and a number. What the journal leaves of the disk's rate has the limit. */
    private static List<Figure> figures(String said) {
        List<Figure> figures = new ArrayList<>();
        for (String line : said.lines().toList()) {
            String[] words = line.split(" ", 2);
            double value = Double.parseDouble(words[1]);
            if (words[0].equals("append.share_of_disk")) {
                figures.add(new Figure("journal.append.disk_unused", 1 - value, "share", MOST_OF_DISK_UNUSED));
            } else {
                figures.add(new Figure("journal." + words[0], value, unit(words[0])));
            }
        }
        return figures;
    }

    private static String unit(String name) {
        return name.endsWith("mb_per_s") ? "MB/s" : name.endsWith("samples_per_s") ? "/s" : "bytes";
    }
}
