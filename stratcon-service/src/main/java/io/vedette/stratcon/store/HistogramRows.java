package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Histograms as rows, of minutes and of hours; other sizes are read out of these. Rows are entered, then locked, in the order of their keys, so that commits
 * which meet wait for each other and never in a circle.
 */
final class HistogramRows {
    private static final List<Rollup> WRITTEN = List.of(Rollup.MINUTE, Rollup.HOUR);
    private static final String COLUMNS = "stream, period_s, start_s, cumulative, last_ms, bins";

    private final JdbcTemplate jdbc;

    HistogramRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(int stream, int periodS, long startS) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byStream = Integer.compare(stream, other.stream);
            int bySize = byStream != 0 ? byStream : Integer.compare(periodS, other.periodS);
            return bySize != 0 ? bySize : Long.compare(startS, other.startS);
        }
    }

    /** Merges the cells of a commit into the rows, in the transaction that is open. */
    void merge(SortedMap<StreamId, StreamCells> cells, Map<StreamId, Integer> ids) {
        TreeMap<Key, HistogramCell> fresh = new TreeMap<>();
        cells.forEach((stream, of) -> of.histograms().forEach((start, cell) -> {
            for (Rollup rollup : WRITTEN) {
                Key key = new Key(ids.getOrDefault(stream, 0), rollup.seconds(), rollup.startOf(start));
                fresh.merge(key, cell, HistogramCell::merge);
            }
        }));
        if (fresh.isEmpty()) {
            return;
        }
        enter(fresh).forEach(fresh::remove);
        if (!fresh.isEmpty()) {
            lock(fresh).forEach((key, kept) -> fresh.merge(key, kept, HistogramCell::merge));
            update(fresh);
        }
    }

    /** The windows of a minute or an hour that start in {@code [fromS, untilS)}. */
    void read(Collection<Integer> streams, Rollup rollup, long fromS, long untilS, Asking.Windows<HistogramCell> to) {
        jdbc.query(
                "select " + COLUMNS + " from histogram_cell where stream = any (?) and period_s = ?"
                        + " and start_s >= ? and start_s < ?",
                row -> {
                    to.found(row.getInt(1), row.getLong(3), cell(row));
                },
                streams.stream().mapToInt(id -> id).toArray(),
                rollup.seconds(),
                fromS,
                untilS);
    }

    private List<Key> enter(SortedMap<Key, HistogramCell> cells) {
        return jdbc.query(
                "insert into histogram_cell (" + COLUMNS + ") select * from unnest(?, ?, ?, ?, ?, ?)"
                        + " as fresh (" + COLUMNS + ") order by stream, period_s, start_s"
                        + " on conflict do nothing returning stream, period_s, start_s",
                statement -> bind(statement, cells),
                (row, ignored) -> key(row));
    }

    private Map<Key, HistogramCell> lock(SortedMap<Key, HistogramCell> cells) {
        Map<Key, HistogramCell> kept = new TreeMap<>();
        jdbc.query(
                "select " + COLUMNS + " from histogram_cell where (stream, period_s, start_s) in"
                        + " (select * from unnest(?, ?, ?)) order by stream, period_s, start_s for update",
                statement -> keys(statement, cells),
                row -> {
                    kept.put(key(row), cell(row));
                });
        return kept;
    }

    private void update(SortedMap<Key, HistogramCell> cells) {
        jdbc.update(
                "update histogram_cell kept set cumulative = fresh.cumulative, last_ms = fresh.last_ms, bins = fresh.bins"
                        + " from unnest(?, ?, ?, ?, ?, ?) as fresh (" + COLUMNS + ") where kept.stream = fresh.stream"
                        + " and kept.period_s = fresh.period_s and kept.start_s = fresh.start_s",
                statement -> bind(statement, cells));
    }

    private static void bind(PreparedStatement statement, SortedMap<Key, HistogramCell> cells) throws SQLException {
        keys(statement, cells);
        List<HistogramCell> values = new ArrayList<>(cells.values());
        Object[] cumulative = values.stream().map(HistogramCell::cumulative).toArray(Boolean[]::new);
        statement.setArray(4, statement.getConnection().createArrayOf("bool", cumulative));
        statement.setObject(5, values.stream().mapToLong(HistogramCell::lastMs).toArray());
        Object[] bins = values.stream().map(cell -> cell.bins().toBytes()).toArray(byte[][]::new);
        statement.setArray(6, statement.getConnection().createArrayOf("bytea", bins));
    }

    private static void keys(PreparedStatement statement, SortedMap<Key, HistogramCell> cells) throws SQLException {
        statement.setObject(1, ints(cells, Key::stream));
        statement.setObject(2, ints(cells, Key::periodS));
        ToLongFunction<Key> start = Key::startS;
        statement.setObject(3, cells.keySet().stream().mapToLong(start).toArray());
    }

    private static int[] ints(SortedMap<Key, HistogramCell> cells, ToIntFunction<Key> value) {
        return cells.keySet().stream().mapToInt(value).toArray();
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getInt(1), row.getInt(2), row.getLong(3));
    }

    private static HistogramCell cell(ResultSet row) throws SQLException {
        return new HistogramCell(row.getBoolean(4), row.getLong(5), Histogram.of(row.getBytes(6)));
    }
}
