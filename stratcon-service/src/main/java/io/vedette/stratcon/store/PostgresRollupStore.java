package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.chunk.DamagedChunkException;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.TextCell;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Cells appended with the position, then sealed into chunks. The position's row is locked first, so commits of one journal queue up behind each other
 * and the loser sees the winner's position; commits append only and wait for nobody else. Questions see one moment of chunks and open cells.
 */
final class PostgresRollupStore implements RollupStore {
    private static final Logger log = LoggerFactory.getLogger(PostgresRollupStore.class);

    private final JdbcTemplate jdbc;
    private final StreamCatalogue catalogue;
    private final StoreSettings settings;
    private final TransactionTemplate transaction;
    private final TransactionTemplate moment;
    private final OpenCells open;
    private final Chunks chunks;
    private final Partitions partitions;
    private final Sealing sealing;

    PostgresRollupStore(
            JdbcTemplate jdbc, PlatformTransactionManager manager, StreamCatalogue catalogue, StoreSettings settings) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.settings = settings;
        transaction = new TransactionTemplate(manager);
        moment = new TransactionTemplate(manager);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        moment.setReadOnly(true);
        TransactionTemplate apart = new TransactionTemplate(manager);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        long graceS = settings.sealGrace().toSeconds();
        open = new OpenCells(jdbc, graceS);
        chunks = new Chunks(jdbc);
        partitions = new Partitions(jdbc, apart);
        sealing = new Sealing(jdbc, transaction, open, chunks, partitions, graceS);
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
            TreeMap<Integer, SortedMap<Long, NumericCell>> minutes = new TreeMap<>();
            commit.cells()
                    .forEach((stream, cells) ->
                            minutes.put(ids.getOrDefault(stream, 0), cells.numeric(Tier.MINUTE.rollup())));
            List<OpenCells.Row> rows = open.rows(Tier.MINUTE, minutes);
            boolean moved = Boolean.TRUE.equals(transaction.execute(status -> {
                if (!move(commit)) {
                    return false;
                }
                open.append(rows);
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
            long from = Math.ceilDiv(fromS, rollup.seconds()) * rollup.seconds();
            long until = Math.ceilDiv(toS, rollup.seconds()) * rollup.seconds();
            Map<StreamId, List<StoredNumeric>> cells = new HashMap<>();
            if (byId.isEmpty() || from >= until) {
                return cells;
            }
            Tier tier = Tier.of(rollup);
            FoundCells found = new FoundCells(rollup, from, until);
            moment.executeWithoutResult(status -> {
                chunks.read(byId.keySet(), tier, from, until, found::written);
                open.read(byId.keySet(), tier, from, until, found::open);
            });
            byId.forEach((id, stream) -> {
                List<StoredNumeric> all = found.of(id);
                if (!all.isEmpty()) {
                    cells.put(stream, all);
                }
            });
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

    @Override
    public int tend(Instant now) {
        return Attempt.at("upkeep", () -> {
            List<Integer> due = open.due(now.getEpochSecond(), Sealing.MOST_ROWS);
            due.forEach(bundle -> seal(bundle, now));
            settings.keep().forEach((tier, age) -> {
                List<String> gone = partitions.dropBefore(tier, now.minus(age).getEpochSecond());
                if (!gone.isEmpty()) {
                    log.info(
                            "chunks older than is kept are removed size={} partitions={}",
                            tier.rollup().word(),
                            gone);
                }
            });
            return due.size();
        });
    }

    /** What is wrong with one bundle keeps no other from its turn. */
    private void seal(int bundle, Instant now) {
        try {
            sealing.seal(bundle, now.getEpochSecond());
        } catch (DamagedChunkException e) {
            log.error("cells stay open bundle={}: {}", bundle, e.getMessage());
        } catch (DataAccessException e) {
            partitions.forget();
            throw e;
        }
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
