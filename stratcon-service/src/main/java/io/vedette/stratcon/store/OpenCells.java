package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.NumericCell;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Cells that are in no chunk yet. Appended, a row for the streams whose ids lie together; never changed, only taken away whole by who put them where
 * they belong. Every cell here is an addition: to the chunks of its size, and to every coarser size.
 */
final class OpenCells {
    private static final int SMALL_BYTES = 8_192;
    private static final int MOST_MINUTE_ROWS = 16;

    private final JdbcTemplate jdbc;
    private final long graceS;

    OpenCells(JdbcTemplate jdbc, long graceS) {
        this.jdbc = jdbc;
        this.graceS = graceS;
    }

    /** A row that was appended. */
    record Stored(long id, long dueS, byte[] cells) {
        /** Rows grow by being made one; large ones are left alone until their time is over, or each minute would write hours anew. */
        boolean isSmall() {
            return cells.length < SMALL_BYTES;
        }
    }

    /** Packs cells, in the order of the bundles. */
    <C> List<OpenRow> rows(
            Tier tier, SortedMap<Integer, C> streams, Function<C, SortedMap<Long, NumericCell>> cellsOf) {
        return OpenRow.of(tier, streams, cellsOf, graceS);
    }

    /** In the transaction that is open. */
    void append(List<OpenRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.update("""
                insert into open_cells (bundle, period_s, from_s, until_s, due_s, cells)
                select * from unnest(?, ?, ?, ?, ?, ?)""", statement -> {
            statement.setObject(1, rows.stream().mapToInt(OpenRow::bundle).toArray());
            statement.setObject(
                    2, rows.stream().mapToInt(row -> row.tier().seconds()).toArray());
            statement.setObject(3, longs(rows, OpenRow::fromS));
            statement.setObject(4, longs(rows, OpenRow::untilS));
            statement.setObject(5, longs(rows, OpenRow::dueS));
            statement.setArray(
                    6,
                    statement
                            .getConnection()
                            .createArrayOf(
                                    "bytea", rows.stream().map(OpenRow::cells).toArray(byte[][]::new)));
        });
    }

    /** Bundles with cells that belong into chunks, or with many small rows. */
    List<Integer> due(long nowS) {
        return jdbc.queryForList(
                "select distinct bundle from open_cells group by bundle, period_s"
                        + " having min(due_s) <= ? or count(*) filter (where length(cells) < ?) > ? + bundle % ?",
                Integer.class, nowS, SMALL_BYTES, MOST_MINUTE_ROWS, MOST_MINUTE_ROWS);
    }

    /** Small rows of minutes past which these are made one. */
    static int mostMinuteRows(int bundle) {
        return MOST_MINUTE_ROWS + bundle % MOST_MINUTE_ROWS;
    }

    List<Stored> of(int bundle, Tier tier) {
        return jdbc.query(
                "select id, due_s, cells from open_cells where bundle = ? and period_s = ? order by from_s, id",
                (row, ignored) -> new Stored(row.getLong(1), row.getLong(2), row.getBytes(3)),
                bundle,
                tier.seconds());
    }

    void remove(int bundle, Tier tier, List<Stored> rows) {
        int removed = jdbc.update(
                "delete from open_cells where bundle = ? and period_s = ? and id = any (?)",
                bundle,
                tier.seconds(),
                rows.stream().mapToLong(Stored::id).toArray());
        if (removed != rows.size()) {
            throw new IllegalStateException("of " + rows.size() + " rows of open cells only " + removed + " are left");
        }
    }

    private static long[] longs(List<OpenRow> rows, ToLongFunction<OpenRow> value) {
        return rows.stream().mapToLong(value).toArray();
    }
}
