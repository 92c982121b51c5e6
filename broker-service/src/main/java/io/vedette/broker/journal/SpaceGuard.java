package io.vedette.broker.journal;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Asks the disk for its room once a second at most; a disk that does not answer counts as one without room. */
final class SpaceGuard {
    private static final long EVERY_NANOS = 1_000_000_000;

    private final JournalDisk disk;
    private final double minimumFree;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime() - 1);
    private volatile boolean low;

    SpaceGuard(JournalDisk disk, double minimumFree) {
        this.disk = disk;
        this.minimumFree = minimumFree;
    }

    boolean isLow() {
        long due = nextLook.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + EVERY_NANOS)) {
            low = look();
        }
        return low;
    }

    /** Bytes that may be written before appends are refused; 0 when the disk does not answer. */
    long room() {
        try {
            return disk.bytesAbove(minimumFree);
        } catch (IOException e) {
            return 0;
        }
    }

    private boolean look() {
        try {
            return disk.freeFraction() < minimumFree;
        } catch (IOException e) {
            return true;
        }
    }
}
