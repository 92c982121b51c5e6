package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.ChunkCells;
import io.vedette.stratcon.chunk.ChunkCodec;
import io.vedette.stratcon.chunk.DamagedChunkException;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.SortedMap;
import java.util.TreeMap;

/** A chunk's place within its size: the stream, and the number of its stretch of time; in the order in which rows are locked. */
record ChunkKey(int stream, int number) implements Comparable<ChunkKey> {

    @Override
    public int compareTo(ChunkKey other) {
        return stream != other.stream ? Integer.compare(stream, other.stream) : Integer.compare(number, other.number);
    }

    /** Cells by the chunk they belong to. */
    static SortedMap<ChunkKey, SortedMap<Long, NumericCell>> of(Tier tier, StreamsCells cells) {
        SortedMap<ChunkKey, SortedMap<Long, NumericCell>> chunks = new TreeMap<>();
        cells.streams()
                .forEach((stream, starts) -> starts.forEach((at, cell) -> chunks.computeIfAbsent(
                                new ChunkKey(stream, tier.chunkOf(at)), key -> new TreeMap<>())
                        .put(at, cell)));
        return chunks;
    }

    /** What was in a chunk becomes part of what it is to be. */
    static void merge(
            Tier tier, ChunkKey key, byte[] written, SortedMap<ChunkKey, SortedMap<Long, NumericCell>> chunks) {
        SortedMap<Long, NumericCell> chunk = chunks.computeIfAbsent(key, none -> new TreeMap<>());
        key.decode(tier, written).forEach((at, kept) -> {
            NumericCell fresh = chunk.put(at, kept);
            if (fresh != null) {
                kept.merge(fresh);
            }
        });
    }

    byte[] encode(Tier tier, SortedMap<Long, NumericCell> cells) {
        return ChunkCodec.encode(tier.startOfChunk(number), tier.seconds(), cells);
    }

    ChunkCells decode(Tier tier, byte[] chunk) {
        return decode(tier, chunk, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * @throws DamagedChunkException when these are not the bytes that were written, naming the chunk
     */
    ChunkCells decode(Tier tier, byte[] chunk, long fromS, long untilS) {
        try {
            return ChunkCodec.decode(chunk, tier.startOfChunk(number), tier.seconds(), fromS, untilS);
        } catch (DamagedChunkException e) {
            throw new DamagedChunkException("chunk " + number + " of stream " + stream + " in " + tier.table()
                    + " is damaged: " + e.getMessage());
        }
    }
}
