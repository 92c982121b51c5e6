package io.vedette.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where servers keep their things below one folder: {@code <home>/<server>} for data, {@code <home>/log/<server>.log} for what they say.
 *
 * @param home made when it is missing
 */
public record ServerFolders(Path home) {

    public ServerFolders {
        home = home.toAbsolutePath().normalize();
    }

    /** The data folder of a server, readable by its owner alone. */
    public Path data(String server) {
        return privateFolder(home.resolve(server));
    }

    /** The log file of a server; its folder exists. */
    public Path log(String server) {
        return privateFolder(home.resolve("log")).resolve(server + ".log");
    }

    /** Programs unpacked from jars, shared by every suite and test of this user: {@code $XDG_CACHE_HOME/vedette} or {@code ~/.cache/vedette}. */
    static Path engines() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return privateFolder(root.resolve("vedette"));
    }

    /** Writes a file that only its owner can read. */
    static void writePrivately(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path privateFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be made: " + e.getMessage(), e);
        }
    }
}
