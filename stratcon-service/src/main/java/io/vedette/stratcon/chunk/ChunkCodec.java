package io.vedette.stratcon.chunk;

import io.vedette.stratcon.rollup.NumericCell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/**
 * Cells of one stream and size as bytes. Exact are counts, times, minima, maxima, firsts, lasts, resets, kept samples and all that follows from them.
 * Where samples are not kept, sums and rises are within {@value #SUM_TOLERANCE} of (a last place + count times the largest), the squares of
 * distances to the mean within 1 in 2^25, those of increases within 1 in 2^13.
 */
public final class ChunkCodec {
    static final double SUM_TOLERANCE = 1e-11;
    private static final int VERSION = 2;
    /** Without the deviations of increases. */
    private static final int FIRST_VERSION = 1;

    private static final int CRC_BYTES = 4;
    private static final int MOST_CELLS = 1 << 20;

    private ChunkCodec() {}

    /**
     * @param startS start of the chunk, epoch s
     * @param windowS size of a window; cells start at multiples of it after the chunk's start
     * @param cells by their start, epoch s; at least one
     */
    public static byte[] encode(long startS, int windowS, SortedMap<Long, NumericCell> cells) {
        ByteOut out = new ByteOut();
        out.u8(VERSION);
        write(out, startS, windowS, cells);
        sign(out);
        return out.toBytes();
    }

    /** Without a version and a checksum. */
    static void write(ByteOut out, long startS, int windowS, SortedMap<Long, NumericCell> cells) {
        List<Placed> sampled = new ArrayList<>();
        List<Placed> summed = new ArrayList<>();
        cells.forEach((at, cell) -> (cell.keepsSamples() ? sampled : summed)
                .add(new Placed(Math.toIntExact((at - startS) / windowS), at, cell)));
        out.varint(sampled.size());
        out.varint(summed.size());
        writeSlots(out, sampled);
        SampleColumns.write(out, startS, sampled);
        writeSlots(out, summed);
        TotalColumns.write(out, windowS, summed);
    }

    /** Puts the checksum behind all that was written. */
    static void sign(ByteOut out) {
        int crc = crc(out.array(), out.size());
        for (int shift = 0; shift < 32; shift += 8) {
            out.u8(crc >>> shift);
        }
    }

    /** What stands before the checksum, if that is right. */
    static ByteIn signed(byte[] bytes) {
        int size = bytes.length - CRC_BYTES;
        if (size < 3) {
            throw new DamagedChunkException("a chunk of " + bytes.length + " bytes");
        }
        int crc = 0;
        for (int i = 0; i < CRC_BYTES; i++) {
            crc |= (bytes[size + i] & 0xFF) << (8 * i);
        }
        if (crc != crc(bytes, size)) {
            throw new DamagedChunkException("its checksum is wrong");
        }
        return new ByteIn(bytes, 0, size);
    }

    /** All cells of a chunk. */
    public static ChunkCells decode(byte[] chunk, long startS, int windowS) {
        return decode(chunk, startS, windowS, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * The cells that start in {@code [fromS, untilS)}.
     *
     * @param startS start of the chunk, epoch s
     * @throws DamagedChunkException when these are not the bytes that were written
     */
    public static ChunkCells decode(byte[] chunk, long startS, int windowS, long fromS, long untilS) {
        ByteIn in = signed(chunk);
        int version = in.u8();
        if (version != VERSION && version != FIRST_VERSION) {
            throw new DamagedChunkException("version " + version + " is not known here");
        }
        ChunkCells cells = read(in, version == VERSION, startS, windowS, fromS, untilS);
        if (!in.isAtEnd()) {
            throw new DamagedChunkException("bytes are left over");
        }
        return cells;
    }

    /** What {@link #write} wrote. */
    static ChunkCells read(ByteIn in, boolean hasRiseDeviations, long startS, int windowS, long fromS, long untilS) {
        int sampled = in.count(MOST_CELLS);
        int summed = in.count(MOST_CELLS);
        ChunkCells.Range some = ChunkCells.Range.of(LongColumn.read(in, sampled), startS, windowS, fromS, untilS);
        SampleColumns samples = SampleColumns.read(in, startS, sampled, some.from(), some.until());
        ChunkCells.Range others = ChunkCells.Range.of(LongColumn.read(in, summed), startS, windowS, fromS, untilS);
        TotalColumns totals = TotalColumns.read(in, summed, hasRiseDeviations);
        return new ChunkCells(startS, windowS, some, samples, others, totals);
    }

    private static void writeSlots(ByteOut out, Collection<Placed> cells) {
        LongColumn.write(out, cells.stream().mapToLong(Placed::slot).toArray());
    }

    private static int crc(byte[] bytes, int size) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, size);
        return (int) crc.getValue();
    }

    /**
     * A cell in its chunk.
     *
     * @param slot windows after the chunk's start
     * @param atS start of its window, epoch s
     */
    record Placed(int slot, long atS, NumericCell cell) {}
}
