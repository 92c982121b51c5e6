package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.DamagedChunkException;
import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.rollup.TextCell;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import java.time.Instant;
import java.util.List;
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
final class PostgresRollupStore extends AnsweringStore {
    private static final Logger log = LoggerFactory.getLogger(PostgresRollupStore.class);

    private final JdbcTemplate jdbc;
    private final StreamCatalogue catalogue;
    private final StoreRoom room;
    private final Retention retention;
    private final TransactionTemplate transaction;
    private final WindowRows<HistogramCell> histograms;
    private final WindowRows<TextCell> texts;
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
        super(new Asking(catalogue::known, new PostgresReading(jdbc, moment(manager)), settings.minuteTexts()));
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.room = room;
        transaction = new TransactionTemplate(manager);
        TransactionTemplate apart = new TransactionTemplate(manager);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        long graceS = settings.sealGrace().toSeconds();
        histograms = new WindowRows<>(jdbc, "histogram_cell", WindowKind.HISTOGRAMS);
        texts = new WindowRows<>(jdbc, "text_cell", WindowKind.texts(settings.minuteTexts()));
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

    /** What is numbers becomes bytes here: they are what takes time, and little to keep until it is their turn. */
    @Override
    public ReadyCommit prepare(Commit commit) {
        room.require();
        UUID journal = commit.journal();
        long from = commit.from();
        long to = commit.to();
        SortedMap<Integer, StreamCells> streams = Attempt.at("the catalogue", () -> catalogue.ids(commit.cells()));
        List<OpenRow> rows = open.rows(Tier.MINUTE, streams, StreamCells::minutes);
        TreeMap<Integer, StreamCells> others = new TreeMap<>(streams);
        others.values().removeIf(StreamCells::areNumbers);
        return () -> {
            room.require();
            return Attempt.at("a commit", () -> {
                boolean moved = Boolean.TRUE.equals(transaction.execute(status -> {
                    if (!move(journal, from, to)) {
                        return false;
                    }
                    open.append(rows);
                    histograms.merge(others);
                    texts.merge(others);
                    return true;
                }));
                return moved ? new Committed() : new Refused(position(journal));
            });
        };
    }

    @Override
    public int tend(Instant now) {
        return Attempt.at("upkeep", () -> {
            room.measure(now);
            List<Integer> due = room.isFull() ? List.of() : open.due(now.getEpochSecond());
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

    private boolean move(UUID journal, long from, long to) {
        return jdbc.update(
                        "update journal_position set position = ?, committed_at = now() where journal = ? and position = ?",
                        to,
                        journal,
                        from)
                == 1;
    }

    private long position(UUID journal) {
        return jdbc
                .queryForList("select position from journal_position where journal = ?", Long.class, journal)
                .stream()
                .findFirst()
                .orElse(-1L);
    }
}
