import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.store.Commit;
import io.vedette.stratcon.store.RollupStore;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A year of four streams, asked for minute by minute and by the hour. */
final class YearMeasure {
    private static final int[] METRICS = {0, 36, 48, 69};
    private static final int MINUTES = 525_600;
    private static final long DAY = StoreMeasure.DAY_S;

    private YearMeasure() {}

    static void fill(RollupStore store) {
        UUID journal = UUID.randomUUID();
        store.register(journal, 1, 0);
        HostMetrics host = new HostMetrics(0);
        for (int minute = 0; minute < MINUTES; minute += 240) {
            TreeMap<StreamId, StreamCells> cells = new TreeMap<>();
            for (int within = 0; within < 240; within++) {
                host.step();
                for (int metric : METRICS) {
                    cells.computeIfAbsent(Bench.stream(0, metric), id -> new StreamCells(1, MetricType.DOUBLE))
                            .number(MetricType.DOUBLE, (DAY + (minute + within) * 60L) * 1000, host.value(metric));
                }
            }
            store.commit(new Commit(journal, minute, minute + 240, cells));
            if (minute % 2400 == 0) {
                store.tend(Instant.ofEpochSecond(DAY + minute * 60L));
            }
        }
        store.tend(Instant.ofEpochSecond(DAY + MINUTES * 60L + 660));
    }

    /** Of one stream at a time. */
    static void ask(RollupStore store, String name) {
        Random random = new Random(1);
        Bench.tell(name + ".year_as_1m_ms", Bench.median(() -> points(store, random, Rollup.MINUTE), MINUTES, 15));
        Bench.tell(name + ".year_as_1h_ms", Bench.median(() -> points(store, random, Rollup.HOUR), MINUTES / 60, 60));
    }

    private static long points(RollupStore store, Random random, Rollup rollup) {
        StreamId stream = Bench.stream(0, METRICS[random.nextInt(METRICS.length)]);
        return Bench.read(store.numeric(1, List.of(stream), rollup, DAY, DAY + MINUTES * 60L).getOrDefault(stream, List.of()));
    }
}
