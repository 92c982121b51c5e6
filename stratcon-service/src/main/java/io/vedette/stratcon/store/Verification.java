package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.CellTotals;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes coarser cells of finer ones anew and compares. What stands alone, because finer cells are kept for less long, is counted apart. */
public final class Verification {
    private static final double SUMS = 1e-9;
    private static final double SQUARES = 1e-6;

    private final JdbcTemplate jdbc;
    private final AllSizes sizes;

    Verification(JdbcTemplate jdbc, AllSizes sizes) {
        this.jdbc = jdbc;
        this.sizes = sizes;
    }

    /**
     * @param compared coarser cells looked at
     * @param disagreeing those that say something else than the finer ones
     * @param alone those without finer ones
     */
    public record Outcome(long compared, long disagreeing, long alone) {
        Outcome plus(Outcome other) {
            return new Outcome(compared + other.compared, disagreeing + other.disagreeing, alone + other.alone);
        }
    }

    /**
     * Looks at all streams, whole days at a time.
     *
     * @param fromS epoch s
     * @param untilS epoch s
     * @param told a line for each disagreement
     * @throws io.vedette.stratcon.chunk.DamagedChunkException when a chunk cannot be read
     */
    public Outcome verify(long fromS, long untilS, Consumer<String> told) {
        long from = Rollup.DAY.startOf(fromS);
        long until = Rollup.DAY.startOf(untilS - 1) + Rollup.DAY.seconds();
        Outcome outcome = new Outcome(0, 0, 0);
        for (Known stream : jdbc.query(
                "select id, check_uuid || '/' || name from stream order by id",
                (row, ignored) -> new Known(row.getInt(1), row.getString(2)))) {
            outcome = outcome.plus(verify(stream, from, until, told));
        }
        return outcome;
    }

    private record Known(int id, String name) {}

    private Outcome verify(Known stream, long from, long until, Consumer<String> told) {
        Map<Tier, SortedMap<Long, NumericCell>> cells = sizes.read(stream.id, from, until);
        Outcome outcome = new Outcome(0, 0, 0);
        Tier finer = Tier.MINUTE;
        while (finer.next().isPresent()) {
            Tier coarser = finer.next().orElseThrow();
            String what = stream.name + " " + coarser.rollup().word();
            outcome = outcome.plus(compare(
                    what,
                    cells.getOrDefault(finer, new TreeMap<>()),
                    cells.getOrDefault(coarser, new TreeMap<>()),
                    coarser.rollup(),
                    told));
            finer = coarser;
        }
        return outcome;
    }

    private static Outcome compare(
            String what,
            Map<Long, NumericCell> finer,
            Map<Long, NumericCell> coarser,
            Rollup rollup,
            Consumer<String> told) {
        TreeMap<Long, NumericCell> made = new TreeMap<>();
        finer.forEach((start, cell) -> NumericCell.put(made, rollup.startOf(start), cell.copy()));
        long disagreeing = 0;
        long alone = 0;
        for (Map.Entry<Long, NumericCell> kept : coarser.entrySet()) {
            NumericCell expected = made.remove(kept.getKey());
            if (expected == null) {
                alone++;
            } else if (!agree(expected.totals(), kept.getValue().totals())) {
                disagreeing++;
                told.accept(what + " at " + kept.getKey() + ": "
                        + kept.getValue().totals() + ", made of finer cells " + expected.totals());
            }
        }
        for (Long missing : made.keySet()) {
            disagreeing++;
            told.accept(what + " at " + missing + ": missing");
        }
        return new Outcome(coarser.size() + made.size(), disagreeing, alone);
    }

    /** Rises and resets apart, which depend on the order in which cells met. */
    private static boolean agree(CellTotals one, CellTotals other) {
        double largest = Math.max(Math.abs(one.min()), Math.abs(one.max()));
        return one.count() == other.count()
                && one.firstMs() == other.firstMs()
                && one.lastMs() == other.lastMs()
                && same(one.first(), other.first())
                && same(one.last(), other.last())
                && same(one.min(), other.min())
                && same(one.max(), other.max())
                && Math.abs(one.sum() - other.sum()) <= SUMS * (1 + one.count() * largest)
                && Math.abs(one.deviation() - other.deviation())
                        <= SQUARES * (1 + one.deviation() + one.count() * largest * largest * SUMS);
    }

    private static boolean same(double one, double other) {
        return Double.compare(one, other) == 0;
    }
}
