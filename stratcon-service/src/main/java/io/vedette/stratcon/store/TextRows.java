package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.rollup.TextCell;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The text rows of one commit, in the order of the table's key.
 *
 * @param rows ascending by stream id, start
 */
record TextRows(List<Row> rows) {
    private static final String MERGE = """
            insert into text_cell as kept (stream, start_minute, count, first_ms, first, last_ms, last)
            select * from unnest(?, ?, ?, ?, ?, ?, ?)
            on conflict (stream, start_minute) do update set
                count = kept.count + excluded.count,
                first_ms = least(kept.first_ms, excluded.first_ms),
                first = case when (excluded.first_ms, excluded.first) < (kept.first_ms, kept.first) then excluded.first else kept.first end,
                last_ms = greatest(kept.last_ms, excluded.last_ms),
                last = case when (excluded.last_ms, excluded.last) > (kept.last_ms, kept.last) then excluded.last else kept.last end""";

    private record Row(int stream, long startS, TextCell cell) {}

    static TextRows of(SortedMap<StreamId, StreamCells> cells, Map<StreamId, Integer> ids) {
        List<Row> rows = new ArrayList<>();
        cells.forEach((stream, fresh) -> {
            int id = ids.getOrDefault(stream, 0);
            fresh.texts().forEach((start, cell) -> rows.add(new Row(id, start, cell)));
        });
        rows.sort(Comparator.comparingInt(Row::stream).thenComparingLong(Row::startS));
        return new TextRows(rows);
    }

    /** Merges the rows into the table, in the transaction that is open. */
    void mergeInto(JdbcTemplate jdbc) {
        if (!rows.isEmpty()) {
            jdbc.update(MERGE, this::bind);
        }
    }

    /** The minutes that start in {@code [fromS, untilS)}. */
    static void read(JdbcTemplate jdbc, int stream, long fromS, long untilS, Asking.Windows<TextCell> to) {
        jdbc.query(
                """
                select start_minute, count, first_ms, first, last_ms, last from text_cell
                where stream = ? and start_minute >= ? and start_minute < ?""",
                row -> {
                    TextCell cell = new TextCell(
                            row.getLong("count"),
                            row.getLong("first_ms"),
                            row.getString("first"),
                            row.getLong("last_ms"),
                            row.getString("last"));
                    to.found(stream, row.getLong("start_minute") * 60, cell);
                },
                stream,
                fromS / 60,
                untilS / 60);
    }

    private void bind(PreparedStatement statement) throws SQLException {
        statement.setObject(1, rows.stream().mapToInt(Row::stream).toArray());
        statement.setObject(
                2, rows.stream().mapToInt(row -> (int) (row.startS / 60)).toArray());
        statement.setObject(3, longs(TextCell::count));
        statement.setObject(4, longs(TextCell::firstMs));
        statement.setObject(5, texts(TextCell::first));
        statement.setObject(6, longs(TextCell::lastMs));
        statement.setObject(7, texts(TextCell::last));
    }

    private long[] longs(ToLongFunction<TextCell> value) {
        return rows.stream().mapToLong(row -> value.applyAsLong(row.cell)).toArray();
    }

    private String[] texts(Function<TextCell, String> value) {
        return rows.stream().map(row -> value.apply(row.cell)).toArray(String[]::new);
    }
}
