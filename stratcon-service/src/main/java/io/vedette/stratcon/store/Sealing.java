package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.CellBundle;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves open cells to where they belong, a bundle of streams in a transaction: those whose chunk's time is over merge into the chunk and, coarser, become
 * open cells of the next size; of what stays open many rows become one. Cells are additions, so that lateness needs no way of its own: what comes for a
 * chunk written long ago goes the same way. One at a time works on a bundle; who finds it taken goes on.
 */
final class Sealing {
    private static final int LOCK = 0x76656474;
    /** Rows of a size past which a bundle is made one row. */
    static final int MOST_ROWS = 32;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final OpenCells open;
    private final Chunks chunks;
    private final Partitions partitions;
    private final long graceS;

    Sealing(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            OpenCells open,
            Chunks chunks,
            Partitions partitions,
            long graceS) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.open = open;
        this.chunks = chunks;
        this.partitions = partitions;
        this.graceS = graceS;
    }

    void seal(int bundle, long nowS) {
        transaction.executeWithoutResult(status -> {
            Boolean ours = jdbc.queryForObject("select pg_try_advisory_xact_lock(?, ?)", Boolean.class, LOCK, bundle);
            if (Boolean.TRUE.equals(ours)) {
                for (Tier tier : Tier.values()) {
                    seal(bundle, tier, nowS);
                }
            }
        });
    }

    private void seal(int bundle, Tier tier, long nowS) {
        List<OpenCells.Stored> rows = open.of(bundle, tier);
        boolean due = rows.stream().anyMatch(row -> row.dueS() <= nowS);
        if (!due && rows.size() <= MOST_ROWS) {
            return;
        }
        StreamsCells rest = new StreamsCells();
        for (OpenCells.Stored row : rows) {
            CellBundle.decode(row.cells(), tier.seconds(), stream -> true, rest::add);
        }
        StreamsCells over = rest.take(start -> tier.endOfChunk(start) + graceS <= nowS);
        open.remove(rows);
        open.append(open.rows(tier, rest.streams()));
        if (!over.isEmpty()) {
            StreamsCells coarser =
                    tier.next().map(next -> over.coarser(next.rollup())).orElseGet(StreamsCells::new);
            tier.next().ifPresent(next -> open.append(open.rows(next, coarser.streams())));
            partitions.ensure(tier, Chunks.numbers(tier, over));
            chunks.merge(tier, over);
        }
    }
}
