package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalRefusedException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * One journal, open in one process. {@link #append} from any thread; one thread writes and syncs what waits, as one group, and only then are its futures
 * completed and its readers woken. Readers see committed records alone. Closing finishes what waits.
 */
public final class Journal implements AutoCloseable {
    private static final String LOCK_FILE = "journal.lock";
    private static final long UPKEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final UUID id;
    private final JournalOptions options;
    private final Clock clock;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final Segments segments;
    private final Subscribers subscribers;
    private final SpaceGuard space;
    private final Upkeep upkeep;
    private final AppendQueue queue;
    private final SegmentWriter writer;
    private final Thread thread;
    private final OpeningReport report;
    private final MarkCounts counts = new MarkCounts();
    private final long recoveredSamples;
    private final Instant foundUntil;
    private final List<Runnable> commitListeners = new CopyOnWriteArrayList<>();
    private final Set<Long> lostOffsets = ConcurrentHashMap.newKeySet();
    private final LongAdder lostBytes = new LongAdder();
    private final LongAdder appendedBatches = new LongAdder();
    private final LongAdder appendedBytes = new LongAdder();
    private final LongAdder commits = new LongAdder();
    /** Written by the writer's thread alone. */
    private volatile long end;
    /** Belongs to the writer's thread. */
    private long upkeptAt = System.nanoTime();

    private Journal(Path directory, JournalOptions options, Clock clock, JournalDisk disk, FileChannel lockFile)
            throws IOException {
        this.options = options;
        this.clock = clock;
        this.lockFile = lockFile;
        lock = lock(lockFile, directory);
        subscribers = new Subscribers(directory.resolve("subscribers"));
        JournalOpener.Opened opened = new JournalOpener(disk, directory, clock.millis()).open(subscribers.highest());
        id = opened.id();
        segments = opened.segments();
        report = opened.report();
        end = opened.end();
        recoveredSamples = counts.recover(segments, end);
        foundUntil = Instant.ofEpochMilli(Math.min(segments.latestMs(), clock.millis()));
        space = new SpaceGuard(disk, options.minimumFreeFraction());
        queue = new AppendQueue(
                options.maxPendingBytes(), options.commitInterval().toNanos());
        writer = new SegmentWriter(disk, segments, options.segmentBytes(), options.durability());
        upkeep = new Upkeep(options, clock, segments, subscribers, space);
        thread = Thread.ofPlatform().name("journal-writer").unstarted(this::writeUntilClosed);
    }

    /**
     * Opens the journal in {@code directory}, which is made when it is missing.
     *
     * @throws IOException when the disk fails, another process has the journal open, or a segment belongs to another journal
     */
    public static Journal open(Path directory, JournalOptions options, Clock clock) throws IOException {
        Files.createDirectories(directory);
        return open(directory, options, clock, JournalDisk.of(directory));
    }

    /** The same, over another disk. */
    static Journal open(Path directory, JournalOptions options, Clock clock, JournalDisk disk) throws IOException {
        Files.createDirectories(directory);
        FileChannel lockFile =
                disk.open(directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            Journal journal = new Journal(directory, options, clock, disk, lockFile);
            journal.thread.start();
            return journal;
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    public UUID id() {
        return id;
    }

    /** Oldest offset held. */
    public long begin() {
        return segments.oldest().base();
    }

    /** Where the next record will begin; everything before it is on the disk. */
    public long end() {
        return end;
    }

    public OpeningReport report() {
        return report;
    }

    /**
     * Samples found behind the last mark as the journal was opened: the next mark tells them with those of this process.
     */
    public long recoveredSamples() {
        return recoveredSamples;
    }

    /** When the last record that opening found was journaled; the time of opening when it found none. */
    public Instant foundUntil() {
        return foundUntil;
    }

    /** Appends a mark. Its content is asked for as it is written, so that it tells exactly what stands before it. */
    public CompletableFuture<Long> mark(MarkContent content) {
        return queue.add(RecordKind.MARK, new byte[0], 0, content);
    }

    /** Appends what is no batch, or a batch whose samples the ledger need not count. */
    public CompletableFuture<Long> append(RecordKind kind, byte[] payload) {
        return append(kind, payload, 0);
    }

    /**
     * Appends one record. The payload is not copied: its owner leaves it alone from now on.
     *
     * @param samples in the batch, for the ledger
     * @return completes with the record's offset once it is as durable as the options ask; fails with {@link JournalRefusedException} when it is not in the journal
     * @throws IllegalArgumentException for a payload over {@link JournalOptions#MAX_PAYLOAD_BYTES}
     */
    public CompletableFuture<Long> append(RecordKind kind, byte[] payload, int samples) {
        if (payload.length > JournalOptions.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "record of " + payload.length + " bytes, at most " + JournalOptions.MAX_PAYLOAD_BYTES);
        }
        if (space.isLow()) {
            long percent = Math.round(options.minimumFreeFraction() * 100);
            return AppendQueue.refused(Reason.DISK_SPACE, "less than " + percent + " % of the journal's disk is free");
        }
        String full = upkeep.full();
        if (full != null) {
            return AppendQueue.refused(
                    Reason.SUBSCRIBER_LIMIT, "subscriber '" + full + "' has stored less than its limit asks for");
        }
        return queue.add(kind, payload, samples, null);
    }

    /** Whether appends are refused for want of room on the disk. */
    public boolean isDiskLow() {
        return space.isLow();
    }

    /** Reads from {@code offset} on; what is not there any more comes as one {@link JournalEntry.Lost}. */
    public JournalCursor read(long offset) {
        return new JournalCursor(this, segments, offset);
    }

    /** Reads from about {@code since} on: no record of that time or later is left out, at most a mebibyte of earlier ones comes first. */
    public JournalCursor readSince(Instant since) {
        try {
            return read(segments.since(since.toEpochMilli()));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be searched", e);
        }
    }

    /**
     * Calls {@code listener} on the writer's thread after each commit; it must not block.
     *
     * @return ends that
     */
    public Runnable onCommit(Runnable listener) {
        commitListeners.add(listener);
        return () -> commitListeners.remove(listener);
    }

    /**
     * Adds a subscriber, from the oldest record on, unless it is there.
     *
     * @return its checkpoint
     * @throws IllegalArgumentException for a name that is none
     */
    public long subscribe(String name) throws IOException {
        return subscribers.register(name, begin());
    }

    /**
     * Says that {@code name} has stored everything before {@code offset}. Cumulative: a lower offset than before changes nothing.
     *
     * @throws IllegalArgumentException for an offset past the journal's end
     */
    public void checkpoint(String name, long offset) throws IOException {
        if (offset > end) {
            throw new IllegalArgumentException("checkpoint " + offset + " is past the journal's end " + end);
        }
        subscribers.checkpoint(name, offset);
        upkeep.holdToLimits(end);
        upkeep.remove();
    }

    /** Subscribers and their checkpoints. */
    public Map<String, Long> subscribers() {
        return subscribers.all();
    }

    public JournalFigures figures() {
        return new JournalFigures(
                begin(),
                end,
                segments.count(),
                appendedBatches.sum(),
                appendedBytes.sum(),
                commits.sum(),
                lostBytes.sum(),
                queue.pendingBytes(),
                upkeep.shedBytes(),
                upkeep.hoursLeft());
    }

    /** Commits what waits, then lets go of the files. */
    @Override
    public void close() throws IOException {
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        writer.close();
        lock.release();
        lockFile.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A cursor met an unreadable stretch; counted once however many meet it. */
    void noteLost(long from, long to) {
        if (lostOffsets.add(from)) {
            lostBytes.add(to - from);
        }
    }

    private void writeUntilClosed() {
        try {
            while (!queue.isDrained()) {
                List<AppendQueue.Waiting> group = queue.take(UPKEEP_NANOS);
                if (!group.isEmpty()) {
                    commit(group);
                }
                if (System.nanoTime() - upkeptAt >= UPKEEP_NANOS) {
                    keepUp();
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread: it ends with its queue.
            throw new IllegalStateException(e);
        }
    }

    private void keepUp() {
        upkeptAt = System.nanoTime();
        try {
            writer.sync();
            upkeep.run(end);
        } catch (IOException | RuntimeException e) {
            // The disk does not answer: what is not done now is done in a second, and appends say what is wrong.
            upkeptAt = System.nanoTime();
        }
    }

    private void commit(List<AppendQueue.Waiting> taken) {
        long from = end;
        List<AppendQueue.Waiting> group;
        try {
            long nowMs = clock.millis();
            group = counts.fill(taken, nowMs);
            end = writer.write(group, from, nowMs);
            counts.committed();
        } catch (IOException | RuntimeException | Error e) {
            fail(taken, e);
            return;
        }
        appendedBatches.add(
                group.stream().filter(append -> append.kind().isBatch()).count());
        appendedBytes.add(end - from);
        commits.increment();
        commitListeners.forEach(Runnable::run);
        Thread.ofVirtual().name("journal-committed").start(() -> complete(group, from));
    }

    private static void complete(List<AppendQueue.Waiting> group, long from) {
        long offset = from;
        for (AppendQueue.Waiting append : group) {
            append.done().complete(offset);
            offset += RecordFormat.sizeOf(append.payload());
        }
    }

    private static void fail(List<AppendQueue.Waiting> group, Throwable cause) {
        JournalRefusedException refused = new JournalRefusedException(
                Reason.DISK_FAILED, "the journal's disk failed: " + cause.getMessage(), cause);
        Thread.ofVirtual()
                .name("journal-failed")
                .start(() -> group.forEach(append -> append.done().completeExceptionally(refused)));
    }

    private static FileLock lock(FileChannel file, Path directory) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("the journal in " + directory + " is open already", e);
        }
        throw new IOException("the journal in " + directory + " is open in another process");
    }
}
