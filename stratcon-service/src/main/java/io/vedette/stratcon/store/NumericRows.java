package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The numeric rows of one commit, in the order of the table's key.
 *
 * @param rows ascending by stream id, period, start
 */
record NumericRows(List<Row> rows) {
    private static final String MERGE = """
            insert into numeric_cell as kept (stream, period_s, start_minute, count, sum, min, max, sum_of_squares, first_ms, first, last_ms, last)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (stream, period_s, start_minute) do update set
                count = kept.count + excluded.count,
                sum = kept.sum + excluded.sum,
                min = least(kept.min, excluded.min),
                max = greatest(kept.max, excluded.max),
                sum_of_squares = kept.sum_of_squares + excluded.sum_of_squares,
                first_ms = least(kept.first_ms, excluded.first_ms),
                first = case when (excluded.first_ms, excluded.first) < (kept.first_ms, kept.first) then excluded.first else kept.first end,
                last_ms = greatest(kept.last_ms, excluded.last_ms),
                last = case when (excluded.last_ms, excluded.last) > (kept.last_ms, kept.last) then excluded.last else kept.last end""";

    private record Row(int stream, int periodS, long startS, NumericCell cell) {}

    static NumericRows of(SortedMap<StreamId, StreamCells> cells, Map<StreamId, Integer> ids) {
        List<Row> rows = new ArrayList<>();
        cells.forEach((stream, fresh) -> {
            int id = ids.getOrDefault(stream, 0);
            for (Rollup rollup : Rollup.values()) {
                fresh.numeric(rollup).forEach((start, cell) -> rows.add(new Row(id, rollup.seconds(), start, cell)));
            }
        });
        rows.sort(Comparator.comparingInt(Row::stream)
                .thenComparingInt(Row::periodS)
                .thenComparingLong(Row::startS));
        return new NumericRows(rows);
    }

    /** Merges the rows into the table, in the transaction that is open. */
    void mergeInto(JdbcTemplate jdbc) {
        if (!rows.isEmpty()) {
            jdbc.update(MERGE, this::bind);
        }
    }

    private void bind(PreparedStatement statement) throws SQLException {
        statement.setObject(1, rows.stream().mapToInt(Row::stream).toArray());
        statement.setObject(2, rows.stream().mapToInt(Row::periodS).toArray());
        statement.setObject(
                3, rows.stream().mapToInt(row -> (int) (row.startS / 60)).toArray());
        statement.setObject(4, longs(NumericCell::count));
        statement.setObject(5, doubles(NumericCell::sum));
        statement.setObject(6, doubles(NumericCell::min));
        statement.setObject(7, doubles(NumericCell::max));
        statement.setObject(8, doubles(NumericCell::sumOfSquares));
        statement.setObject(9, longs(NumericCell::firstMs));
        statement.setObject(10, doubles(NumericCell::first));
        statement.setObject(11, longs(NumericCell::lastMs));
        statement.setObject(12, doubles(NumericCell::last));
    }

    private long[] longs(ToLongFunction<NumericCell> value) {
        return rows.stream().mapToLong(row -> value.applyAsLong(row.cell)).toArray();
    }

    private double[] doubles(ToDoubleFunction<NumericCell> value) {
        return rows.stream().mapToDouble(row -> value.applyAsDouble(row.cell)).toArray();
    }
}
