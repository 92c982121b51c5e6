package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.NumericCell;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Cells that are in no chunk yet. Appended, a row for the streams whose ids lie together; never changed, only taken away whole by who put them where
 * they belong. Every cell here is an addition: to the chunks of its size, and to every coarser size.
 */
final class OpenCells {
    private final JdbcTemplate jdbc;
    private final long graceS;

    OpenCells(JdbcTemplate jdbc, long graceS) {
        this.jdbc = jdbc;
        this.graceS = graceS;
    }

    /** A row that was appended. */
    record Stored(long id, long dueS, byte[] cells) {}

    /** Packs cells, in the order of the bundles. */
    List<OpenRow> rows(Tier tier, SortedMap<Integer, ? extends SortedMap<Long, NumericCell>> streams) {
        return OpenRow.of(tier, streams, graceS);
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

    /** Bundles with cells that belong into chunks, or with more rows of one size than that. */
    List<Integer> due(long nowS, int rows) {
        return jdbc.queryForList(
                "select distinct bundle from open_cells group by bundle, period_s having min(due_s) <= ? or count(*) > ?",
                Integer.class,
                nowS,
                rows);
    }

    List<Stored> of(int bundle, Tier tier) {
        return jdbc.query(
                "select id, due_s, cells from open_cells where bundle = ? and period_s = ? order by from_s, id",
                (row, ignored) -> new Stored(row.getLong(1), row.getLong(2), row.getBytes(3)),
                bundle,
                tier.seconds());
    }

    void remove(List<Stored> rows) {
        int removed = jdbc.update("delete from open_cells where id = any (?)", (Object)
                rows.stream().mapToLong(Stored::id).toArray());
        if (removed != rows.size()) {
            throw new IllegalStateException("of " + rows.size() + " rows of open cells only " + removed + " are left");
        }
    }

    private static long[] longs(List<OpenRow> rows, ToLongFunction<OpenRow> value) {
        return rows.stream().mapToLong(value).toArray();
    }
}
