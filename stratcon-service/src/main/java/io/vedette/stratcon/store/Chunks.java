package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.NumericCell;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Chunks as rows: one of a stream and stretch of time. */
final class Chunks {
    private final JdbcTemplate jdbc;

    Chunks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Merges cells into the chunks they belong to, in the transaction that is open. */
    void merge(Tier tier, StreamsCells cells) {
        SortedMap<ChunkKey, SortedMap<Long, NumericCell>> chunks = ChunkKey.of(tier, cells);
        lock(tier, chunks.keySet()).forEach((key, written) -> ChunkKey.merge(tier, key, written, chunks));
        write(tier, chunks);
    }

    private Map<ChunkKey, byte[]> lock(Tier tier, Collection<ChunkKey> keys) {
        Map<ChunkKey, byte[]> written = new HashMap<>();
        jdbc.query(
                "select stream, number, cells from " + tier.table()
                        + " where (stream, number) in (select * from unnest(?, ?)) order by stream, number for update",
                row -> {
                    written.put(new ChunkKey(row.getInt(1), row.getInt(2)), row.getBytes(3));
                },
                keys.stream().mapToInt(ChunkKey::stream).toArray(),
                keys.stream().mapToInt(ChunkKey::number).toArray());
        return written;
    }

    private void write(Tier tier, SortedMap<ChunkKey, SortedMap<Long, NumericCell>> chunks) {
        jdbc.update(
                "insert into " + tier.table() + " (stream, number, cells) select * from unnest(?, ?, ?)"
                        + " on conflict (stream, number) do update set cells = excluded.cells",
                statement -> {
                    statement.setObject(
                            1,
                            chunks.keySet().stream().mapToInt(ChunkKey::stream).toArray());
                    statement.setObject(
                            2,
                            chunks.keySet().stream().mapToInt(ChunkKey::number).toArray());
                    Object[] packed = chunks.entrySet().stream()
                            .map(chunk -> chunk.getKey().encode(tier, chunk.getValue()))
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
}
