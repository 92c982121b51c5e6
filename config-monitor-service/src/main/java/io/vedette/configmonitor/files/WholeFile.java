package io.vedette.configmonitor.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is replaced whole: who reads it, be it after a crash, finds the old text or the new. */
public final class WholeFile {
    /** What begins so was not finished. */
    public static final String UNFINISHED = ".";

    private WholeFile() {}

    /** Makes its directory, too. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path growing = file.resolveSibling(UNFINISHED + file.getFileName() + ".new");
        Files.write(growing, bytes);
        Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
