package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Windows that are rows of their own, merged as they are committed. Rows are entered, then locked, in the order of their keys, so that commits which meet
 * wait for each other and never in a circle.
 */
final class WindowRows<C> {
    private static final String KEY = "stream, period_s, start_s";

    private final JdbcTemplate jdbc;
    private final String table;
    private final WindowKind<C> kind;

    WindowRows(JdbcTemplate jdbc, String table, WindowKind<C> kind) {
        this.jdbc = jdbc;
        this.table = table;
        this.kind = kind;
    }

    private record Key(int stream, int periodS, long startS) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byStream = Integer.compare(stream, other.stream);
            int bySize = byStream != 0 ? byStream : Integer.compare(periodS, other.periodS);
            return bySize != 0 ? bySize : Long.compare(startS, other.startS);
        }
    }

    /** Merges what a commit has into the rows, in the transaction that is open. */
    void merge(Map<Integer, StreamCells> cells) {
        TreeMap<Key, C> fresh = new TreeMap<>();
        cells.forEach((stream, all) -> kind.of().apply(all).forEach((start, cell) -> {
            for (Rollup rollup : kind.sizes()) {
                Key key = new Key(stream, rollup.seconds(), rollup.startOf(start));
                fresh.merge(key, cell, kind.merging());
            }
        }));
        if (fresh.isEmpty()) {
            return;
        }
        enter(fresh).forEach(fresh::remove);
        if (!fresh.isEmpty()) {
            lock(fresh).forEach((key, kept) -> fresh.merge(key, kept, kind.merging()));
            update(fresh);
        }
    }

    /** The windows of a size that is written that start in {@code [fromS, untilS)}. */
    void read(Collection<Integer> streams, Rollup rollup, long fromS, long untilS, Asking.Windows<C> to) {
        jdbc.query(
                "select " + KEY + ", cell from " + table + " where stream = any (?) and period_s = ?"
                        + " and start_s >= ? and start_s < ?",
                row -> {
                    to.found(row.getInt(1), row.getLong(3), kind.reading().apply(row.getBytes(4)));
                },
                streams.stream().mapToInt(id -> id).toArray(),
                rollup.seconds(),
                fromS,
                untilS);
    }

    private List<Key> enter(SortedMap<Key, C> cells) {
        return jdbc.query(
                "insert into " + table + " (" + KEY + ", cell) select * from unnest(?, ?, ?, ?)" + " as fresh (" + KEY
                        + ", cell) order by " + KEY + " on conflict do nothing returning " + KEY,
                statement -> bind(statement, cells),
                (row, ignored) -> key(row));
    }

    private Map<Key, C> lock(SortedMap<Key, C> cells) {
        Map<Key, C> kept = new TreeMap<>();
        jdbc.query(
                "select " + KEY + ", cell from " + table + " where (" + KEY + ") in"
                        + " (select * from unnest(?, ?, ?)) order by " + KEY + " for update",
                statement -> keys(statement, cells),
                row -> {
                    kept.put(key(row), kind.reading().apply(row.getBytes(4)));
                });
        return kept;
    }

    private void update(SortedMap<Key, C> cells) {
        jdbc.update(
                "update " + table + " kept set cell = fresh.cell from unnest(?, ?, ?, ?) as fresh (" + KEY
                        + ", cell) where kept.stream = fresh.stream and kept.period_s = fresh.period_s"
                        + " and kept.start_s = fresh.start_s",
                statement -> bind(statement, cells));
    }

    private void bind(PreparedStatement statement, SortedMap<Key, C> cells) throws SQLException {
        keys(statement, cells);
        Object[] bytes = cells.values().stream().map(kind.writing()).toArray(byte[][]::new);
        statement.setArray(4, statement.getConnection().createArrayOf("bytea", bytes));
    }

    private static void keys(PreparedStatement statement, SortedMap<Key, ?> cells) throws SQLException {
        statement.setObject(1, ints(cells, Key::stream));
        statement.setObject(2, ints(cells, Key::periodS));
        ToLongFunction<Key> start = Key::startS;
        statement.setObject(3, cells.keySet().stream().mapToLong(start).toArray());
    }

    private static int[] ints(SortedMap<Key, ?> cells, ToIntFunction<Key> value) {
        return cells.keySet().stream().mapToInt(value).toArray();
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getInt(1), row.getInt(2), row.getLong(3));
    }
}
