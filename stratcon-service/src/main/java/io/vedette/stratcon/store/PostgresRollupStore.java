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
import java.util.ArrayList;
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
    private final StoreRoom room;
    private final Retention retention;
    private final TransactionTemplate transaction;
    private final TransactionTemplate moment;
    private final HistogramRows histograms;
    private final OpenCells open;
    private final Chunks chunks;
    private final Partitions partitions;
    private final Sealing sealing;

    PostgresRollupStore(
            JdbcTemplate jdbc,
            PlatformTransactionManager manager,
            StreamCatalogue catalogue,
            StoreRoom room,
            StoreSettings settings) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.room = room;
        transaction = new TransactionTemplate(manager);
        moment = moment(manager);
        TransactionTemplate apart = new TransactionTemplate(manager);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        long graceS = settings.sealGrace().toSeconds();
        histograms = new HistogramRows(jdbc);
        open = new OpenCells(jdbc, graceS);
        chunks = new Chunks(jdbc);
        partitions = new Partitions(jdbc, apart);
        retention = new Retention(jdbc, partitions, settings.keep(), settings.keepOf());
        sealing = new Sealing(jdbc, transaction, open, chunks, partitions, graceS);
    }

    /** Sees what stood when it began. */
    static TransactionTemplate moment(PlatformTransactionManager manager) {
        TransactionTemplate moment = new TransactionTemplate(manager);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        moment.setReadOnly(true);
        return moment;
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
        room.require();
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
                histograms.merge(commit.cells(), ids);
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
    public Map<StreamId, List<StoredHistogram>> histograms(
            long account, Collection<StreamId> streams, Rollup rollup, long fromS, long toS) {
        return Attempt.at("histograms", () -> {
            Map<Integer, StreamId> byId = new HashMap<>();
            catalogue.find(account, streams).forEach(known -> byId.put(known.id(), known.stream()));
            Map<StreamId, List<StoredHistogram>> found = new HashMap<>();
            histograms.read(
                    byId.keySet(),
                    rollup,
                    Math.ceilDiv(fromS, rollup.seconds()) * rollup.seconds(),
                    Math.ceilDiv(toS, rollup.seconds()) * rollup.seconds(),
                    (id, stored) -> {
                        StreamId stream = byId.get(id);
                        if (stream != null) {
                            found.computeIfAbsent(stream, any -> new ArrayList<>())
                                    .add(stored);
                        }
                    });
            return found;
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
            room.measure(now);
            List<Integer> due = room.isFull() ? List.of() : open.due(now.getEpochSecond(), Sealing.MOST_ROWS);
            due.forEach(bundle -> seal(bundle, now));
            retention.drop(now);
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
