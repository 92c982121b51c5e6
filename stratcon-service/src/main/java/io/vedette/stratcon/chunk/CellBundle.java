package io.vedette.stratcon.chunk;

import io.vedette.stratcon.rollup.NumericCell;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntPredicate;

/** Cells of several streams, of one size: the columns of a chunk for each, one behind the other, so that those not asked for are stepped over,
 * and one checksum for all. */
public final class CellBundle {
    private static final int LARGEST_CHUNK = 1 << 28;
    /** Begins a bundle with one checksum; one of the first kind begins with how many streams it has, and none had none. */
    private static final int SIGNED = 0;

    private CellBundle() {}

    /** Takes cells as they are read: by stream, then ascending. */
    @FunctionalInterface
    public interface Cells {
        void cell(int stream, long startS, NumericCell cell);
    }

    /**
     * @param windowS size of a window; all cells start at multiples of it
     * @param streams cells by stream and start, epoch s; none without cells
     */
    public static byte[] encode(int windowS, SortedMap<Integer, ? extends SortedMap<Long, NumericCell>> streams) {
        ByteOut out = new ByteOut();
        out.varint(SIGNED);
        out.varint(streams.size());
        int before = 0;
        long window = 0;
        for (Map.Entry<Integer, ? extends SortedMap<Long, NumericCell>> stream : streams.entrySet()) {
            long start = stream.getValue().firstKey();
            ByteOut chunk = new ByteOut();
            ChunkCodec.write(chunk, start, windowS, stream.getValue());
            out.varint(stream.getKey() - before);
            out.varint(LongColumn.zigzag(start / windowS - window));
            out.varint(chunk.size());
            out.raw(chunk.array(), chunk.size());
            before = stream.getKey();
            window = start / windowS;
        }
        ChunkCodec.sign(out);
        return out.toBytes();
    }

    /** All cells of some streams. */
    public static void decode(byte[] bundle, int windowS, IntPredicate wanted, Cells to) {
        decode(bundle, windowS, wanted, Long.MIN_VALUE, Long.MAX_VALUE, to);
    }

    /**
     * The cells that start in {@code [fromS, untilS)}.
     *
     * @param wanted streams to read
     * @throws DamagedChunkException when these are not the bytes that were written
     */
    public static void decode(byte[] bundle, int windowS, IntPredicate wanted, long fromS, long untilS, Cells to) {
        if (bundle.length == 0 || bundle[0] != SIGNED) {
            decodeChunks(bundle, windowS, wanted, fromS, untilS, to);
            return;
        }
        ByteIn in = ChunkCodec.signed(bundle);
        in.u8();
        int streams = in.count(bundle.length);
        int stream = 0;
        long window = 0;
        for (int i = 0; i < streams; i++) {
            stream += (int) in.varint();
            window += LongColumn.unzigzag(in.varint());
            int size = in.count(LARGEST_CHUNK);
            if (wanted.test(stream)) {
                int current = stream;
                ByteIn chunk = in.part(size);
                ChunkCodec.read(chunk, true, window * windowS, windowS, fromS, untilS)
                        .forEach((at, cell) -> to.cell(current, at, cell));
                requireEnd(chunk);
            }
            in.skip(size);
        }
        requireEnd(in);
    }

    /** Each with a checksum of its own, as bundles were written at first. */
    private static void decodeChunks(
            byte[] bundle, int windowS, IntPredicate wanted, long fromS, long untilS, Cells to) {
        ByteIn in = new ByteIn(bundle, 0, bundle.length);
        int streams = in.count(bundle.length);
        int stream = 0;
        for (int i = 0; i < streams; i++) {
            stream += (int) in.varint();
            long start = LongColumn.unzigzag(in.varint()) * windowS;
            byte[] chunk = in.raw(in.count(LARGEST_CHUNK));
            if (wanted.test(stream)) {
                int current = stream;
                ChunkCodec.decode(chunk, start, windowS, fromS, untilS)
                        .forEach((at, cell) -> to.cell(current, at, cell));
            }
        }
        requireEnd(in);
    }

    private static void requireEnd(ByteIn in) {
        if (!in.isAtEnd()) {
            throw new DamagedChunkException("bytes are left over");
        }
    }
}
