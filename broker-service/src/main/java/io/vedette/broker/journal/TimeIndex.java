package io.vedette.broker.journal;

import java.util.Arrays;

/**
 * The sparse index of one segment: about every {@link #STRIDE_BYTES} an offset and the latest time of all records before it. Latest, not last: the clock
 * may have been set back. Written by one thread while others ask; guarded by itself.
 */
final class TimeIndex {
    static final long STRIDE_BYTES = 1 << 20;

    private long[] offsets;
    /** Latest time of the records before the offset of the same place. */
    private long[] latestBefore;

    private int size = 1;
    private long latest = Long.MIN_VALUE;

    TimeIndex(long base) {
        offsets = new long[] {base};
        latestBefore = new long[] {Long.MIN_VALUE};
    }

    TimeIndex(long[] offsets, long[] latestBefore, long latest) {
        this.offsets = offsets;
        this.latestBefore = latestBefore;
        this.latest = latest;
        size = offsets.length;
    }

    /** Takes in the record after the one before. */
    synchronized void add(long offset, long timeMs) {
        if (offset - offsets[size - 1] >= STRIDE_BYTES) {
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, size * 2);
                latestBefore = Arrays.copyOf(latestBefore, size * 2);
            }
            offsets[size] = offset;
            latestBefore[size++] = latest;
        }
        latest = Math.max(latest, timeMs);
    }

    /** Time of the latest record; {@link Long#MIN_VALUE} without one. */
    synchronized long latest() {
        return latest;
    }

    /** An offset before which every record is earlier than {@code ms}, not far before the first that is not. */
    synchronized long before(long ms) {
        int at = size - 1;
        while (at > 0 && latestBefore[at] >= ms) {
            at--;
        }
        return offsets[at];
    }

    /** Offsets and latest times before them, one after the other; at the end the latest of all. */
    synchronized long[] content() {
        long[] content = new long[2 * size + 1];
        for (int i = 0; i < size; i++) {
            content[2 * i] = offsets[i];
            content[2 * i + 1] = latestBefore[i];
        }
        content[2 * size] = latest;
        return content;
    }
}
