package io.vedette.local.suite;

import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The data folder, locked for one suite for as long as this is open. The lock goes with the process, however it ends. */
public final class DataFolder implements AutoCloseable {

    private static final long LEAST_FREE_BYTES = 1L << 30;

    private static final int ATTEMPTS = 5;

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder when it is missing; throws {@link StartException} when it is in use, cannot be written or its disk is nearly full. */
    public static DataFolder open(Path data) {
        try {
            PrivateFiles.folder(data);
            PrivateFiles.folder(data.resolve("run"));
            requireSpace(data);
            FileChannel channel = FileChannel.open(lockFile(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lockPatiently(channel)) {
                channel.close();
                throw new StartException("The suite already runs on " + data + "; ./vedette down stops it.");
            }
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new StartException("The data folder " + data + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Whether a suite runs on this folder. */
    public static boolean isInUse(Path data) {
        if (!Files.exists(lockFile(data))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockFile(data), StandardOpenOption.WRITE)) {
            return lock(channel) == null;
        } catch (IOException e) {
            throw new StartException("The data folder " + data + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StartException("The lock of the data folder cannot be given back: " + e.getMessage() + ".", e);
        }
    }

    private static Path lockFile(Path data) {
        return data.resolve("run").resolve("lock");
    }

    /** Somebody who only looks whether it is in use has it for a moment. */
    private static boolean lockPatiently(FileChannel channel) throws IOException {
        boolean isLocked = lock(channel) != null;
        for (int i = 0; i < ATTEMPTS && !isLocked; i++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            isLocked = lock(channel) != null;
        }
        return isLocked;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void requireSpace(Path data) throws IOException {
        FileStore store = Files.getFileStore(data);
        long free = store.getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            throw new StartException(
                    "The disk of " + data + " has " + (free >> 20)
                            + " MiB left; the suite wants at least 1024 MiB, so free some or choose another folder with --data.");
        }
    }
}
