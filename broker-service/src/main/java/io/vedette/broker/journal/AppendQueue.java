package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalRefusedException.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Appends waiting for the writer, bounded in bytes; the writer takes them in groups, no more often than the commit interval. */
final class AppendQueue {
    private static final long GROUP_BYTES = 4L << 20;

    /**
     * One append. Its future completes with the record's offset after the group's fsync.
     *
     * @param mark writes the payload when the group is written; null for all but marks
     */
    record Waiting(
            RecordKind kind,
            byte[] payload,
            int samples,
            @Nullable MarkContent mark,
            CompletableFuture<Long> done) {

        Waiting withPayload(byte[] written) {
            return new Waiting(kind, written, samples, null, done);
        }
    }

    private final long maxBytes;
    private final long intervalNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** All below is guarded by the lock. */
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private long bytes;
    private boolean closed;
    private long lastTaken = System.nanoTime() - Long.MAX_VALUE / 4;

    AppendQueue(long maxBytes, long intervalNanos) {
        this.maxBytes = maxBytes;
        this.intervalNanos = intervalNanos;
    }

    CompletableFuture<Long> add(RecordKind kind, byte[] payload, int samples, @Nullable MarkContent mark) {
        lock.lock();
        try {
            if (closed) {
                return refused(Reason.CLOSED, "the journal is closed");
            }
            if (bytes + payload.length > maxBytes) {
                return refused(Reason.OVERLOADED, "more than " + maxBytes + " bytes wait for the journal's disk");
            }
            Waiting append = new Waiting(kind, payload, samples, mark, new CompletableFuture<>());
            waiting.add(append);
            bytes += payload.length;
            changed.signal();
            return append.done();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks for the next group; empty when none came within the time, or the queue is drained. */
    List<Waiting> take(long patienceNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = patienceNanos;
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (waiting.isEmpty()) {
                return List.of();
            }
            long rest = intervalNanos - (System.nanoTime() - lastTaken);
            while (rest > 0 && !closed && bytes < GROUP_BYTES) {
                rest = changed.awaitNanos(rest);
            }
            lastTaken = System.nanoTime();
            return drain();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is closed and everything was handed out. */
    boolean isDrained() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    long pendingBytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits is still handed out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    static CompletableFuture<Long> refused(Reason reason, String why) {
        return CompletableFuture.failedFuture(new JournalRefusedException(reason, why));
    }

    private List<Waiting> drain() {
        List<Waiting> group = new ArrayList<>();
        long taken = 0;
        while (!waiting.isEmpty() && taken < GROUP_BYTES) {
            Waiting next = waiting.remove();
            group.add(next);
            taken += next.payload().length;
        }
        bytes -= taken;
        return group;
    }
}
