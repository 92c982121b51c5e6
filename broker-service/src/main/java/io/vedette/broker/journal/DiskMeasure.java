package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Stored;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How fast a disk journals: batches appended with as many on their way as a busy broker has, read back, and beside it the disk's own appends with fdatasync,
 * at the size that the journal's groups came to. In turns, so that a disk that is busy elsewhere is busy for both.
 */
final class DiskMeasure {
    static final int BATCH_SAMPLES = 1_000;

    private static final int ROUNDS = 4;
    private static final int IN_FLIGHT_BYTES = 6 << 20;

    private final Path directory;
    private final long roundNanos;
    private final JournalOptions options;
    private final byte[] batch = batch();
    private long journalBytes;
    private long journalNanos;
    private long commits;
    private long batches;
    private long diskBytes;
    private long diskNanos;
    private long readBytes;
    private long readNanos;

    /**
     * @param directory an empty folder on the disk, emptied again
     * @param options of the journal that is measured
     */
    DiskMeasure(Path directory, Duration round, JournalOptions options) {
        this.options = options;
        this.directory = directory;
        roundNanos = round.toNanos();
    }

    /** Bytes and samples a second; the mean sizes of a record and of a commit. */
    record Rates(
            double appendBytes,
            double appendSamples,
            double diskBytes,
            double readBytes,
            double readSamples,
            long record,
            long group) {

        double share() {
            return appendBytes / diskBytes;
        }
    }

    Rates run() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            Path folder = directory.resolve("measure-" + round);
            journal(folder);
            disk(directory.resolve("measure.raw"), (int) Math.max(4096, journalBytes / Math.max(1, commits)));
            empty(folder);
        }
        double samplesPerByte = (double) batches * BATCH_SAMPLES / journalBytes;
        double append = perSecond(journalBytes, journalNanos);
        double read = perSecond(readBytes, readNanos);
        return new Rates(
                append,
                append * samplesPerByte,
                perSecond(diskBytes, diskNanos),
                read,
                read * samplesPerByte,
                journalBytes / Math.max(1, batches),
                journalBytes / Math.max(1, commits));
    }

    private void journal(Path folder) throws IOException {
        try (Journal journal = Journal.open(folder, options, Clock.systemUTC(), () -> 1)) {
            ArrayDeque<CompletableFuture<Long>> underway = new ArrayDeque<>();
            long began = System.nanoTime();
            while (System.nanoTime() - began < roundNanos) {
                underway.addLast(journal.append(RecordKind.BATCH, batch, BATCH_SAMPLES));
                if ((long) underway.size() * batch.length >= IN_FLIGHT_BYTES) {
                    underway.removeFirst().join();
                }
            }
            underway.forEach(CompletableFuture::join);
            journalNanos += System.nanoTime() - began;
            JournalFigures figures = journal.figures();
            journalBytes += figures.appendedBytes();
            batches += figures.appendedBatches();
            commits += figures.commits();
            read(journal);
        }
    }

    private void read(Journal journal) throws IOException {
        long began = System.nanoTime();
        try (JournalCursor cursor = journal.read(0)) {
            for (Optional<JournalEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                readBytes += entry.get() instanceof Stored record ? record.nextOffset() - record.offset() : 0;
            }
        }
        readNanos += System.nanoTime() - began;
    }

    private void disk(Path file, int groupBytes) throws IOException {
        ByteBuffer group = ByteBuffer.allocateDirect(groupBytes);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long began = System.nanoTime();
            long at = 0;
            while (System.nanoTime() - began < roundNanos) {
                SegmentFile.writeFully(out, group.clear(), at);
                out.force(false);
                at += groupBytes;
            }
            diskNanos += System.nanoTime() - began;
            diskBytes += at;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static double perSecond(long count, long nanos) {
        return (double) count * TimeUnit.SECONDS.toNanos(1) / Math.max(1, nanos);
    }

    private static byte[] batch() {
        BatchWriter writer =
                new BatchWriter().begin(UUID.randomUUID(), 1, 0, BatchKind.PERIOD, System.currentTimeMillis());
        for (int i = 0; i < BATCH_SAMPLES; i++) {
            writer.stream("host`" + i / 10 + "`metric" + i % 10).real(System.currentTimeMillis(), Math.sqrt(i));
        }
        return writer.toBytes();
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }
}
