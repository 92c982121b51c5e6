package io.vedette.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** What a Cassandra needs that is no part of this JVM: the jars that the build has fetched, and a Java 17, which 5.0 runs on. */
final class CassandraJars {
    private static final String VARIABLE = "VEDETTE_JAVA17_HOME";
    private static final Path CLASS_PATH = Path.of("platform", "cassandra", "target", "class-path");

    private CassandraJars() {}

    /** The program {@code java}; without one the test is left out, and fails where CI is set. */
    static Path java() {
        return homes().stream()
                .filter(CassandraJars::isJava17)
                .map(home -> home.resolve("bin").resolve("java"))
                .findFirst()
                .orElseThrow(() -> missing("no Java 17 is found; " + VARIABLE + " names one"));
    }

    static String classPath() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(CLASS_PATH);
            if (Files.exists(file)) {
                return read(file).strip();
            }
        }
        throw missing("the jars of Cassandra are not there; a build of platform/cassandra fetches them");
    }

    private static RuntimeException missing(String what) {
        String sentence = "Cassandra cannot be started: " + what;
        return System.getenv("CI") == null ? new TestAbortedException(sentence) : new IllegalStateException(sentence);
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
