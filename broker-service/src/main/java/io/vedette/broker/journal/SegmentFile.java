package io.vedette.broker.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One segment: the records from {@code base} on, in a file named after it. The file begins with 36 bytes: "VDTJ", u32 version 1, journal id, u64
 * base, u32 CRC32C of these; a record with offset {@code o} stands at byte {@code 36 + o - base}.
 *
 * @param base offset of its first record
 * @param firstMs when its first record was journaled, epoch ms; of an empty segment when it was begun
 */
record SegmentFile(Path path, long base, long firstMs) {
    static final int HEADER_BYTES = 36;
    private static final int MAGIC = 0x5644544a;
    private static final int VERSION = 1;
    private static final String SUFFIX = ".segment";

    static Path pathOf(Path directory, long base) {
        return directory.resolve(String.format(Locale.ROOT, "%016x", base) + SUFFIX);
    }

    static boolean isOne(Path file) {
        return file.getFileName().toString().matches("[0-9a-f]{16}\\.segment");
    }

    static long baseOf(Path file) {
        return Long.parseUnsignedLong(file.getFileName().toString().substring(0, 16), 16);
    }

    /** Begins an empty segment, over whatever a failed attempt left under its name; on disk when this returns. */
    static SegmentFile create(JournalDisk disk, Path directory, UUID journal, long base, long nowMs)
            throws IOException {
        Path path = pathOf(directory, base);
        try (FileChannel file = disk.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(file, header(journal, base), 0);
            file.force(true);
        }
        syncDirectory(directory);
        return new SegmentFile(path, base, nowMs);
    }

    /** Writes a header that a crash left torn anew. */
    void mendHeader(UUID journal) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            writeFully(file, header(journal, base), 0);
            file.force(true);
        }
    }

    /** The journal this file says it belongs to; null when the header is torn. */
    static @Nullable UUID journalOf(Path path) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            int read = 0;
            while (read >= 0 && header.hasRemaining()) {
                read = file.read(header, header.position());
            }
        }
        if (header.hasRemaining() || header.getInt(0) != MAGIC || header.getInt(HEADER_BYTES - 4) != crc(header)) {
            return null;
        }
        return new UUID(header.getLong(8), header.getLong(16));
    }

    /** Bytes of records in the file, whole or not. */
    long contentBytes() throws IOException {
        return Math.max(0, Files.size(path) - HEADER_BYTES);
    }

    long fileBytes() throws IOException {
        return Files.size(path);
    }

    static void writeFully(FileChannel file, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }

    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static ByteBuffer header(UUID journal, long base) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putInt(MAGIC).putInt(VERSION);
        header.putLong(journal.getMostSignificantBits()).putLong(journal.getLeastSignificantBits());
        return header.putLong(base).putInt(crc(header)).flip();
    }

    private static int crc(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().position(0).limit(HEADER_BYTES - 4));
        return (int) crc.getValue();
    }
}
