package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.CellBundle;
import io.vedette.stratcon.chunk.ChunkCodec;
import io.vedette.stratcon.chunk.DamagedChunkException;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Chunks as rows: one of a stream and stretch of time. */
final class Chunks {
    private final JdbcTemplate jdbc;

    Chunks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A chunk's place; in the order in which rows are locked. */
    private record Key(int stream, int number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return stream != other.stream
                    ? Integer.compare(stream, other.stream)
                    : Integer.compare(number, other.number);
        }
    }

    /** The cells of the chunks that touch {@code [fromS, untilS)}, by stream, ascending. */
    void read(Collection<Integer> streams, Tier tier, long fromS, long untilS, CellBundle.Cells to) {
        jdbc.query(
                "select stream, number, cells from " + tier.table()
                        + " where stream = any (?) and number between ? and ? order by stream, number",
                row -> {
                    int stream = row.getInt(1);
                    decode(tier, new Key(stream, row.getInt(2)), row.getBytes(3), to);
                },
                streams.stream().mapToInt(id -> id).toArray(),
                tier.chunkOf(fromS),
                tier.chunkOf(untilS - 1));
    }

    /** Merges cells into the chunks they belong to, in the transaction that is open. */
    void merge(Tier tier, StreamsCells cells) {
        SortedMap<Key, SortedMap<Long, NumericCell>> chunks = byChunk(tier, cells);
        Map<Key, byte[]> written = lock(tier, chunks.keySet());
        written.forEach((key, chunk) -> decode(tier, key, chunk, (stream, at, kept) -> {
            NumericCell fresh =
                    chunks.computeIfAbsent(key, none -> new TreeMap<>()).put(at, kept);
            if (fresh != null) {
                kept.merge(fresh);
            }
        }));
        write(tier, chunks);
    }

    private static SortedMap<Key, SortedMap<Long, NumericCell>> byChunk(Tier tier, StreamsCells cells) {
        SortedMap<Key, SortedMap<Long, NumericCell>> chunks = new TreeMap<>();
        cells.streams()
                .forEach((stream, starts) -> starts.forEach(
                        (at, cell) -> chunks.computeIfAbsent(new Key(stream, tier.chunkOf(at)), key -> new TreeMap<>())
                                .put(at, cell)));
        return chunks;
    }

    private Map<Key, byte[]> lock(Tier tier, Collection<Key> keys) {
        Map<Key, byte[]> written = new HashMap<>();
        jdbc.query(
                "select stream, number, cells from " + tier.table()
                        + " where (stream, number) in (select * from unnest(?, ?)) order by stream, number for update",
                row -> {
                    written.put(new Key(row.getInt(1), row.getInt(2)), row.getBytes(3));
                },
                keys.stream().mapToInt(Key::stream).toArray(),
                keys.stream().mapToInt(Key::number).toArray());
        return written;
    }

    private void write(Tier tier, SortedMap<Key, SortedMap<Long, NumericCell>> chunks) {
        jdbc.update(
                "insert into " + tier.table() + " (stream, number, cells) select * from unnest(?, ?, ?)"
                        + " on conflict (stream, number) do update set cells = excluded.cells",
                statement -> {
                    statement.setObject(
                            1, chunks.keySet().stream().mapToInt(Key::stream).toArray());
                    statement.setObject(
                            2, chunks.keySet().stream().mapToInt(Key::number).toArray());
                    Object[] packed = chunks.entrySet().stream()
                            .map(chunk -> ChunkCodec.encode(
                                    tier.startOfChunk(chunk.getKey().number()), tier.seconds(), chunk.getValue()))
                            .toArray(byte[][]::new);
                    statement.setArray(3, statement.getConnection().createArrayOf("bytea", packed));
                });
    }

    /** Numbers of the chunks that cells belong to, ascending. */
    static int[] numbers(Tier tier, StreamsCells cells) {
        return cells.streams().values().stream()
                .flatMapToInt(starts -> starts.keySet().stream().mapToInt(tier::chunkOf))
                .distinct()
                .sorted()
                .toArray();
    }

    private static void decode(Tier tier, Key key, byte[] chunk, CellBundle.Cells to) {
        try {
            ChunkCodec.decode(
                    chunk, tier.startOfChunk(key.number), tier.seconds(), (at, cell) -> to.cell(key.stream, at, cell));
        } catch (DamagedChunkException e) {
            throw new DamagedChunkException("chunk " + key.number + " of stream " + key.stream + " in " + tier.table()
                    + " is damaged: " + e.getMessage());
        }
    }
}
