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
 * the journal's groups, and beside Chronicle Queue synced as often. The journal is the broker's own, in a JVM of the broker's size.
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
            String journal = run(journal(folder));
            return figures(journal + run(chronicle(folder, journal)));
        } catch (IOException e) {
            throw new StartException("The journal cannot be measured in " + folder + ": " + e.getMessage() + ".", e);
        } finally {
            PrivateFiles.deleteRecursively(folder);
        }
    }

    private List<String> journal(Path folder) {
        Path jar = new ServiceJars(root).extracted(Service.BROKER).resolve("app.jar");
        return List.of(
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                jar.toString(),
                "io.vedette.broker.journal.JournalTool",
                "measure",
                folder.toString());
    }

    /** Chronicle Queue at the journal's sizes; it reaches into the JDK. */
    private List<String> chronicle(Path folder, String said) {
        Path built = root.resolve("benchmarks/chronicle/target");
        List<String> words = new ArrayList<>(List.of("-Xmx256m", "-Dchronicle.analytics.disable=true"));
        for (String opened : List.of(
                "java.base/java.lang",
                "java.base/java.lang.reflect",
                "java.base/java.io",
                "java.base/java.nio",
                "java.base/java.util",
                "java.base/sun.nio.ch",
                "jdk.compiler/com.sun.tools.javac")) {
            words.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        for (String exported : List.of(
                "java.base/jdk.internal.ref", "java.base/sun.nio.ch", "jdk.compiler/com.sun.tools.javac.file")) {
            words.add("--add-exports=" + exported + "=ALL-UNNAMED");
        }
        words.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                built.resolve("chronicle.jar") + ":" + built.resolve("lib") + "/*",
                "io.vedette.benchmarks.chronicle.ChronicleAppend",
                folder.toString(),
                figure(said, "append.record_bytes"),
                figure(said, "append.group_bytes"),
                "5"));
        return words;
    }

    private static String figure(String said, String name) {
        return said.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new StartException("The journal's measurement says nothing of " + name + "."));
    }

    private static String run(List<String> words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
        for (String line : said.lines().filter(JournalBenchmark::isFigure).toList()) {
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

    /** What else is printed is a library's own. */
    private static boolean isFigure(String line) {
        return line.matches("[a-z0-9._]+ [0-9.]+");
    }

    private static String unit(String name) {
        if (name.endsWith("share_of_disk")) {
            return "share";
        }
        return name.endsWith("mb_per_s") ? "MB/s" : name.endsWith("samples_per_s") ? "/s" : "bytes";
    }
}
