import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.store.Commit;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StandaloneStore;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** A day of ten hosts, then bytes on disk, and questions about its last hour. */
final class DayMeasure {
    static final int HOSTS = 10;
    private static final int STREAMS = HOSTS * HostMetrics.METRICS;
    static final long CELLS = STREAMS * 1440L;
    private static final long DAY = StoreMeasure.DAY_S;

    private DayMeasure() {}

    static void measure(StandaloneStore opened, String name, int samples) throws Exception {
        List<HostMetrics> hosts = hosts();
        double cellsPerS = fill(opened, hosts, samples);
        Bench.tell(name + ".floor_bytes_per_minute_cell", hosts.stream().mapToDouble(HostMetrics::bits).sum() / 8 / CELLS);
        Bench.tell(name + ".cells_per_s", cellsPerS);
        Bench.sizes(opened, name, CELLS);
        try (Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            Bench.tell(name + ".codec_bytes_per_minute_cell", Bench.ask(statement, "select sum(length(cells)) from chunk_60") / (double) CELLS);
            Bench.tell(name + ".open_bytes_per_stream", Bench.size(statement, "open_cells") / (double) STREAMS);
        }
    }

    /** A day, minute by minute, with upkeep as in a service; cells a second. */
    static double fill(StandaloneStore opened, List<HostMetrics> hosts, int samples) throws Exception {
        RollupStore store = opened.store();
        UUID journal = UUID.randomUUID();
        store.register(journal, 1, 0);
        long began = System.nanoTime();
        for (int minute = 0; minute < 1440; minute++) {
            TreeMap<StreamId, StreamCells> cells = new TreeMap<>();
            for (int step = 0; step < samples; step++) {
                add(cells, hosts, (DAY + minute * 60L + step * 60L / samples) * 1000);
            }
            store.commit(new Commit(journal, minute, minute + 1, cells));
            store.tend(Instant.ofEpochSecond(DAY + minute * 60L));
            if (minute % 60 == 59) {
                Bench.vacuum(opened);
            }
        }
        store.tend(Instant.ofEpochSecond(DAY + 86_400 + 660));
        Bench.vacuum(opened);
        return CELLS / ((System.nanoTime() - began) / 1e9);
    }

    private static void add(TreeMap<StreamId, StreamCells> cells, List<HostMetrics> hosts, long atMs) {
        for (int host = 0; host < HOSTS; host++) {
            hosts.get(host).step();
            for (int metric = 0; metric < HostMetrics.METRICS; metric++) {
                cells.computeIfAbsent(Bench.stream(host, metric), id -> new StreamCells(1, MetricType.DOUBLE))
                        .number(MetricType.DOUBLE, atMs, hosts.get(host).value(metric));
            }
        }
    }

    /** The last hour of the day of a thousand streams. */
    static void ask(RollupStore store, String name) {
        List<StreamId> streams = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
            for (int metric = 0; metric < HostMetrics.METRICS; metric++) {
                streams.add(Bench.stream(host, metric));
            }
        }
        Bench.tell(name + ".1000_streams_60_points_ms", Bench.median(() -> store.numeric(1, streams, Rollup.MINUTE, DAY + 82_800, DAY + 86_400)
                .values().stream().mapToLong(Bench::read).sum(), 60_000, 15));
    }

    static List<HostMetrics> hosts() {
        List<HostMetrics> hosts = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
            hosts.add(new HostMetrics(host));
        }
        return hosts;
    }
}
