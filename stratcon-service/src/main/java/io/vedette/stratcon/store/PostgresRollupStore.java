package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.CellTotals;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.TextCell;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Cells as rows, merged in place by upsert. The position's row is locked first, so commits of one journal queue up behind each other and the loser
 * sees the winner's position; cells are written in key order, so commits of different journals never wait for each other in a circle.
 */
final class PostgresRollupStore implements RollupStore {
    private static final String NUMERIC = """
            select start_minute, stream, count, sum, min, max, sum_of_squares, first_ms, first, last_ms, last
            from numeric_cell where stream = any (?) and period_s = ? and start_minute >= ? and start_minute < ?
            order by stream, start_minute""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final StreamCatalogue catalogue;

    PostgresRollupStore(JdbcTemplate jdbc, TransactionTemplate transaction, StreamCatalogue catalogue) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    @Override
    public long register(UUID journal, long brokerId, long begin) {
        return Attempt.at("journal " + journal, () -> {
            jdbc.update(
                    "insert into journal_position (journal, broker, position) values (?, ?, ?) on conflict do nothing",
                    journal,
                    brokerId,
                    begin);
            return position(journal);
        });
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        return Attempt.at("a commit", () -> {
            Map<StreamId, Integer> ids = catalogue.ids(commit.cells());
            boolean moved = Boolean.TRUE.equals(transaction.execute(status -> {
                if (!move(commit)) {
                    return false;
                }
                NumericRows.of(commit.cells(), ids).mergeInto(jdbc);
                TextRows.of(commit.cells(), ids).mergeInto(jdbc);
                return true;
            }));
            return moved ? new Committed() : new Refused(position(commit.journal()));
        });
    }

    @Override
    public Map<StreamId, List<StoredNumeric>> numeric(
            long account, Collection<StreamId> streams, Rollup rollup, long fromS, long toS) {
        return Attempt.at("cells", () -> {
            Map<Integer, StreamId> byId = new HashMap<>();
            catalogue.find(account, streams).forEach(known -> byId.put(known.id(), known.stream()));
            Map<StreamId, List<StoredNumeric>> cells = new HashMap<>();
            // Within a transaction, for only there the driver fetches rows piece by piece.
            transaction.executeWithoutResult(status -> jdbc.query(
                    NUMERIC,
                    row -> {
                        StreamId stream = byId.get(row.getInt("stream"));
                        if (stream != null) {
                            cells.computeIfAbsent(stream, id -> new ArrayList<>())
                                    .add(numeric(row));
                        }
                    },
                    byId.keySet().stream().mapToInt(id -> id).toArray(),
                    rollup.seconds(),
                    Math.ceilDiv(fromS, 60L),
                    Math.ceilDiv(toS, 60L)));
            return cells;
        });
    }

    @Override
    public List<StoredText> text(long account, StreamId stream, long fromS, long toS) {
        return Attempt.at(
                "texts",
                () -> catalogue.find(account, List.of(stream)).stream()
                        .flatMap(known -> jdbc
                                .query(
                                        """
                                select start_minute, count, first_ms, first, last_ms, last from text_cell
                                where stream = ? and start_minute >= ? and start_minute < ? order by start_minute""",
                                        PostgresRollupStore::text,
                                        known.id(),
                                        Math.ceilDiv(fromS, 60L),
                                        Math.ceilDiv(toS, 60L))
                                .stream())
                        .toList());
    }

    private boolean move(Commit commit) {
        return jdbc.update(
                        "update journal_position set position = ?, committed_at = now() where journal = ? and position = ?",
                        commit.to(),
                        commit.journal(),
                        commit.from())
                == 1;
    }

    private long position(UUID journal) {
        return jdbc
                .queryForList("select position from journal_position where journal = ?", Long.class, journal)
                .stream()
                .findFirst()
                .orElse(-1L);
    }

    private static StoredNumeric numeric(ResultSet row) throws SQLException {
        long count = row.getLong("count");
        double sum = row.getDouble("sum");
        double deviation = Math.max(0, row.getDouble("sum_of_squares") - sum * sum / count);
        return new StoredNumeric(
                row.getLong("start_minute") * 60,
                NumericCell.of(new CellTotals(
                        count,
                        sum,
                        row.getDouble("min"),
                        row.getDouble("max"),
                        deviation,
                        row.getLong("first_ms"),
                        row.getDouble("first"),
                        row.getLong("last_ms"),
                        row.getDouble("last"),
                        0,
                        0,
                        true)));
    }

    private static StoredText text(ResultSet row, int ignored) throws SQLException {
        return new StoredText(
                row.getLong("start_minute") * 60,
                new TextCell(
                        row.getLong("count"),
                        row.getLong("first_ms"),
                        row.getString("first"),
                        row.getLong("last_ms"),
                        row.getString("last")));
    }
}
