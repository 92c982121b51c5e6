package io.vedette.local.servers;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a Cassandra needs that is no part of the suite: the jars that a build has fetched, and a Java 17, which 5.0 runs on. */
final class CassandraJars {
    private static final String VARIABLE = "VEDETTE_JAVA17_HOME";
    private static final Path CLASS_PATH = Path.of("platform", "cassandra", "target", "class-path");

    private CassandraJars() {}

    static Optional<String> missing() {
        if (found().isEmpty()) {
            return Optional.of("no Java 17 is found; " + VARIABLE + " names one");
        }
        return classPathFile().isEmpty()
                ? Optional.of("the jars of Cassandra are not there; a build of platform/cassandra fetches them")
                : Optional.empty();
    }

    /** The program {@code java}. */
    static Path java() {
        return found().orElseThrow(CassandraJars::refusal);
    }

    static String classPath() {
        return read(classPathFile().orElseThrow(CassandraJars::refusal)).strip();
    }

    private static StartException refusal() {
        return new StartException("Cassandra cannot be started: " + missing().orElse("") + ".");
    }

    private static Optional<Path> found() {
        return homes().stream()
                .filter(CassandraJars::isJava17)
                .map(home -> home.resolve("bin").resolve("java"))
                .findFirst();
    }

    private static Optional<Path> classPathFile() {
        Path start = Path.of(System.getProperty("vedette.root", "")).toAbsolutePath();
        return Stream.iterate(start, Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve(CLASS_PATH))
                .filter(Files::exists)
                .findFirst();
    }

    private static List<Path> homes() {
        List<Path> homes = new ArrayList<>();
        Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).ifPresent(homes::add);
        String user = System.getProperty("user.home");
        for (String folder :
                List.of("/usr/lib/jvm", "/usr/java", "/opt/java", user + "/.sdkman/candidates/java", user + "/.jdks")) {
            homes.addAll(within(Path.of(folder)));
        }
        within(Path.of("/Library/Java/JavaVirtualMachines"))
                .forEach(one -> homes.add(one.resolve("Contents").resolve("Home")));
        return homes;
    }

    private static List<Path> within(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            List<Path> all = new ArrayList<>();
            folders.forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJava17(Path home) {
        Path release = home.resolve("release");
        return Files.isExecutable(home.resolve("bin").resolve("java"))
                && Files.isReadable(release)
                && read(release).contains("JAVA_VERSION=\"17");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
