package io.vedette.broker.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room the disk has. */
@FunctionalInterface
public interface DiskSpace {

    /** Free part of the disk, 0 to 1. */
    double freeFraction() throws IOException;

    /** The disk that holds {@code directory}. */
    static DiskSpace of(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return () -> {
            long total = store.getTotalSpace();
            return total == 0 ? 1 : (double) store.getUsableSpace() / total;
        };
    }
}
