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
import java.util.List;
import java.util.stream.Stream;

/**
 * The built services, each extracted from its jar into a folder named by that jar's time and size: an extracted service starts faster than one
 * that runs out of a nested jar. A suite that runs keeps its folder while a newer build gets another.
 */
public final class ServiceJars {

    private final Path root;

    public ServiceJars(Path root) {
        this.root = root;
    }

    /** The folder with {@code app.jar} and {@code lib/}, extracted when that has not happened yet. */
    public Path extracted(Service service) {
        Path jar = built(service);
        try {
            Path folder = root.resolve("local/target/suite")
                    .resolve(service.title() + "-"
                            + Files.getLastModifiedTime(jar).toMillis() + "-" + Files.size(jar));
            if (!Files.isDirectory(folder)) {
                Path parent = Files.createDirectories(root.resolve("local/target/suite"));
                Path scratch = Files.createTempDirectory(parent, "extracting-");
                extract(jar, scratch);
                Files.move(scratch.resolve(jar.getFileName()), scratch.resolve("app.jar"));
                publish(scratch, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new StartException(jar + " cannot be extracted: " + e.getMessage() + ".", e);
        }
    }

    private Path built(Service service) {
        Path folder = root.resolve(service.title()).resolve("target");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> isServiceJar(service, file))
                        .findFirst()
                        .orElseThrow(() -> notBuilt(service));
            } catch (IOException e) {
                throw new StartException(folder + " cannot be read: " + e.getMessage() + ".", e);
            }
        }
        throw notBuilt(service);
    }

    private static boolean isServiceJar(Service service, Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(service.title()) && name.endsWith(".jar") && !name.contains("-sources");
    }

    private static StartException notBuilt(Service service) {
        return new StartException(service.title() + " is not built; ./mvnw package builds it.");
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
