package io.vedette.benchmarks.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;

/**
 * Appends records of one size to a Chronicle Queue and syncs it after every group of bytes, as the journal does, then reads them back. Says a figure a line.
 * Arguments: an empty folder, bytes of a record, bytes of a group, seconds.
 */
public final class ChronicleAppend {

    private ChronicleAppend() {}

    public static void main(String[] words) throws IOException {
        Path folder = Path.of(words[0]).resolve("chronicle");
        int record = Integer.parseInt(words[1]);
        long group = Long.parseLong(words[2]);
        long nanos = Long.parseLong(words[3]) * 1_000_000_000L;
        byte[] payload = new byte[record];
        new Random(1).nextBytes(payload);
        Bytes<?> bytes = Bytes.wrapForRead(payload);
        try (ChronicleQueue queue = ChronicleQueue.single(folder.toString());
                ExcerptAppender appender = queue.createAppender()) {
            long written = 0;
            long unsynced = 0;
            long began = System.nanoTime();
            while (System.nanoTime() - began < nanos) {
                bytes.readPositionRemaining(0, record);
                appender.writeBytes(bytes);
                written += record;
                unsynced += record;
                if (unsynced >= group) {
                    appender.sync();
                    unsynced = 0;
                }
            }
            appender.sync();
            System.out.printf("chronicle.append.mb_per_s %.1f%n", written * 1e3 / (System.nanoTime() - began));
            System.out.printf("chronicle.read.mb_per_s %.1f%n", read(queue, record));
        } finally {
            empty(folder);
        }
    }

    private static double read(ChronicleQueue queue, int record) {
        Bytes<?> into = Bytes.allocateElasticOnHeap(record);
        long began = System.nanoTime();
        long read = 0;
        try (ExcerptTailer tailer = queue.createTailer()) {
            while (tailer.readBytes(into)) {
                read += into.readRemaining();
                into.clear();
            }
        }
        return read * 1e3 / (System.nanoTime() - began);
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }
}
