package io.vedette.broker.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** The disk as the journal writes to it; tests put a failing one in its place. */
interface JournalDisk {

    /** Free part of the disk, 0 to 1. */
    double freeFraction() throws IOException;

    /** Bytes that may still be written before less than {@code fraction} of the disk is free. */
    default long bytesAbove(double fraction) throws IOException {
        return freeFraction() >= fraction ? Long.MAX_VALUE : 0;
    }

    /** Opens a file to write to. */
    default FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, options);
    }

    /** The disk that holds {@code directory}. */
    static JournalDisk of(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return new JournalDisk() {
            @Override
            public double freeFraction() throws IOException {
                long total = store.getTotalSpace();
                return total == 0 ? 1 : (double) store.getUsableSpace() / total;
            }

            @Override
            public long bytesAbove(double fraction) throws IOException {
                return Math.max(0, store.getUsableSpace() - (long) (fraction * store.getTotalSpace()));
            }
        };
    }
}
