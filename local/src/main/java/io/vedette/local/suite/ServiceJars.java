package io.vedette.local.suite;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The built services, each extracted from its jar into a folder named by its content: an extracted service starts faster than one
 * that runs out of a nested jar. A suite that runs keeps its folder while a newer build gets another.
 */
public final class ServiceJars {

    private final Path root;

    public ServiceJars(Path root) {
        this.root = root;
    }

    /** Where the classes that Kafka loads are kept: beside this launcher's own jar, whose class path it shares. */
    static Path kafkaCache() {
        try {
            Path own = Path.of(ServiceJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolveSibling("kafka.aot");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether Kafka and every service have a cache of loaded classes from a training run. */
    public boolean areTrained() {
        return Files.exists(kafkaCache())
                && Arrays.stream(Service.values())
                        .allMatch(service -> Files.exists(JavaCommand.cache(extracted(service))));
    }

    /** The command that runs a service as the suite does. */
    public List<String> command(Service service) {
        return JavaCommand.of(service, extracted(service), false);
    }

    /** The folder with {@code app.jar} and {@code lib/}, extracted when that has not happened yet. */
    public Path extracted(Service service) {
        Path jar = root.resolve(service.title()).resolve("target").resolve(service.title() + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new StartException(service.title() + " is not built; ./mvnw package builds it.");
        }
        try {
            Path parent = Files.createDirectories(root.resolve("local/target/suite"));
            Path folder = parent.resolve(service.title() + "-" + fingerprint(jar));
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

    /** Names the content: a build that changed nothing changes no name. */
    private static String fingerprint(Path jar) throws IOException {
        CRC32 sum = new CRC32();
        byte[] piece = new byte[1 << 20];
        long size = 0;
        try (InputStream in = Files.newInputStream(jar)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                sum.update(piece, 0, count);
                size += count;
            }
        }
        return HexFormat.of().toHexDigits(sum.getValue(), 8) + "-" + size;
    }

    /** A suite may still run from the build before this one, hardly from older ones. */
    private static void prune(Service service, Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(service.title() + "-"))
                    .sorted(Comparator.comparing(ServiceJars::made).reversed())
                    .skip(2)
                    .forEach(PrivateFiles::deleteRecursively);
        }
    }

    private static FileTime made(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
