package io.vedette.local.suite;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The built services, each extracted from its jar into a folder named by the time that jar was written: an extracted service starts faster than one
 * that runs out of a nested jar. A suite that runs keeps its folder while a newer build gets another.
 */
public final class ServiceJars {

    private final Path root;

    public ServiceJars(Path root) {
        this.root = root;
    }

    /** The folder with {@code app.jar} and {@code lib/}, extracted when that has not happened yet. */
    public Path extracted(Service service) {
        Path jar = root.resolve(service.title()).resolve("target").resolve(service.title() + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new StartException(service.title() + " is not built; ./mvnw package builds it.");
        }
        try {
            Path parent = Files.createDirectories(root.resolve("local/target/suite"));
            Path folder = parent.resolve(service.title() + "-" + stamp(jar));
            if (!Files.isDirectory(folder)) {
                Path scratch = Files.createTempDirectory(parent, "extracting-");
                extract(jar, scratch);
                Files.move(scratch.resolve(jar.getFileName()), scratch.resolve("app.jar"));
                publish(scratch, folder);
                prune(service, parent);
            }
            return folder;
        } catch (IOException e) {
            throw new StartException(jar + " cannot be extracted: " + e.getMessage() + ".", e);
        }
    }

    /** When the jar was written; its time of modification is that of the release, for builds that can be repeated. */
    private static long stamp(Path jar) throws IOException {
        return ((FileTime) Files.getAttribute(jar, "unix:ctime")).toMillis();
    }

    /** A suite may still run from the build before this one, hardly from older ones. */
    private static void prune(Service service, Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(service.title() + "-"))
                    .sorted(Comparator.comparing(
                                    (Path folder) -> folder.getFileName().toString())
                            .reversed())
                    .skip(2)
                    .forEach(PrivateFiles::deleteRecursively);
        }
    }

    private static void extract(Path jar, Path into) throws IOException {
        Path log = into.resolveSibling(into.getFileName() + ".log");
        Process process = new ProcessBuilder(List.of(
                        JavaCommand.java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        into.toString()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(log).strip());
            }
            Files.delete(log);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void publish(Path scratch, Path folder) throws IOException {
        try {
            Files.move(scratch, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            PrivateFiles.deleteRecursively(scratch);
        }
    }
}
