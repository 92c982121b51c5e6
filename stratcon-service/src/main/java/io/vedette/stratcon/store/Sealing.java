package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.CellBundle;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves open cells to where they belong, a bundle of streams in a transaction: those whose chunk's time is over merge into the chunk and, coarser, become
 * open cells of the next size; of what stays open many small rows become one. Cells are additions, so that lateness needs no way of its own: what comes for a
 * chunk written long ago goes the same way. One at a time works on a bundle; who finds it taken goes on.
 */
final class Sealing {
    private static final int LOCK = 0x76656474;

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
                StreamsCells fresh = new StreamsCells();
                for (Tier tier : Tier.values()) {
                    fresh = seal(bundle, tier, nowS, fresh);
                }
            }
        });
    }

    /**
     * @param fresh open cells of this size that are in no row yet
     * @return those of the next size that are in none
     */
    private StreamsCells seal(int bundle, Tier tier, long nowS, StreamsCells fresh) {
        List<OpenCells.Stored> rows = open.of(bundle, tier);
        long small = rows.stream().filter(OpenCells.Stored::isSmall).count() + (fresh.isEmpty() ? 0 : 1);
        boolean isMuch = small > mostRows(tier, bundle);
        List<OpenCells.Stored> taken = rows.stream()
                .filter(row -> row.dueS() <= nowS || (isMuch && row.isSmall()))
                .toList();
        for (OpenCells.Stored row : taken) {
            CellBundle.decode(row.cells(), tier.seconds(), stream -> true, fresh::add);
        }
        open.remove(bundle, tier, taken);
        StreamsCells over = fresh.take(start -> tier.endOfChunk(start) + graceS <= nowS);
        open.append(open.rows(tier, fresh.streams(), Function.identity()));
        if (over.isEmpty()) {
            return over;
        }
        StreamsCells coarser =
                tier.next().map(next -> over.coarser(next.rollup())).orElseGet(StreamsCells::new);
        partitions.ensure(tier, Chunks.numbers(tier, over));
        chunks.merge(tier, over);
        return coarser;
    }

    /** Small rows of a size past which these are made one: in some bundles sooner, so that not all of them are written anew at the same time. */
    private static int mostRows(Tier tier, int bundle) {
        return tier == Tier.MINUTE ? OpenCells.mostMinuteRows(bundle) : 2 + bundle % 3;
    }
}
