import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.chunk.ChunkCodec;
import io.vedette.stratcon.rollup.Fold;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.store.Commit;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StandaloneStore;
import io.vedette.stratcon.store.StoredNumeric;
import java.lang.ref.Reference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Measures the store on a Postgres that is given by its three databases {@code store_six}, {@code store_one} and {@code store_year}: a line for each figure. Run from
 * its source on the class path of the stratcon.
 */
final class StoreMeasure {
    private static final long DAY = 1_767_225_600L;
    private static final int HOSTS = 10;
    private static final int STREAMS = HOSTS * HostMetrics.METRICS;
    private static final int[] YEAR_METRICS = {0, 36, 48, 69};
    private static final int YEAR_MINUTES = 525_600;

    private StoreMeasure() {}

    public static void main(String[] words) throws Exception {
        String url = words[0];
        String user = words[1];
        String password = System.getenv("SPRING_DATASOURCE_PASSWORD");
        fold();
        memory();
        sizes("six", 6);
        sizes("one", 1);
        try (StandaloneStore six = StandaloneStore.open(url + "store_six", user, password).migrate()) {
            fill(six, "six", 6);
            many(six.store());
            catalogue(six);
        }
        try (StandaloneStore one = StandaloneStore.open(url + "store_one", user, password).migrate()) {
            fill(one, "one", 1);
        }
        try (StandaloneStore year = StandaloneStore.open(url + "store_year", user, password).migrate()) {
            year(year.store());
        }
    }

    /** Batches of the wire into cells, on one core: hosts of 100 streams, six samples a minute, a commit's worth at a time. */
    private static void fold() {
        byte[][] batches = new byte[HOSTS * 6][];
        for (int host = 0; host < HOSTS; host++) {
            HostMetrics metrics = new HostMetrics(host);
            for (int step = 0; step < 6; step++) {
                metrics.step();
                BatchWriter writer = new BatchWriter().begin(check(host), 1, 0, BatchKind.PERIOD, DAY * 1000);
                for (int metric = 0; metric < HostMetrics.METRICS; metric++) {
                    writer.stream(name(metric)).real((DAY + step * 10L) * 1000, metrics.value(metric));
                }
                batches[step * HOSTS + host] = writer.toBytes();
            }
        }
        double best = 0;
        for (int round = 0; round < 6; round++) {
            long samples = 0;
            long began = System.nanoTime();
            while (System.nanoTime() - began < 700_000_000L) {
                Fold fold = new Fold();
                for (byte[] batch : batches) {
                    fold.add(new BatchReader(batch), DAY * 1000);
                }
                samples += fold.samples();
            }
            best = Math.max(best, samples / ((System.nanoTime() - began) / 1e9));
        }
        tell("fold.samples_per_s_core", best);
    }

    /** What a stream takes between two commits, once a sample of it came. */
    private static void memory() {
        int hosts = 1_000;
        long before = used();
        Fold fold = new Fold();
        HostMetrics metrics = new HostMetrics(0);
        metrics.step();
        for (int host = 0; host < hosts; host++) {
            BatchWriter writer = new BatchWriter().begin(check(host), 1, 0, BatchKind.PERIOD, DAY * 1000);
            for (int metric = 0; metric < HostMetrics.METRICS; metric++) {
                writer.stream(name(metric)).real(DAY * 1000, metrics.value(metric));
            }
            fold.add(new BatchReader(writer.toBytes()), DAY * 1000);
        }
        tell("memory.bytes_per_active_stream", (used() - before) / (double) (hosts * HostMetrics.METRICS));
        Reference.reachabilityFence(fold);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** A million streams, searched by parts of names and by tags; the first hundred of what is found. */
    private static void catalogue(StandaloneStore opened) throws Exception {
        try (Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into stream (check_uuid, name, account, type, first_seen_ms, last_seen_ms, tags)
                    select ('00000000-0000-0008-0000-' || lpad(to_hex(i / 1000), 12, '0'))::uuid,
                        'service' || i % 1000 || '`latency' || i || '|ST[' || array_to_string(tags, ',') || ']', 1, 'n', 0, 0, tags
                    from generate_series(1, 1000000) i,
                        lateral (select array['dc:dc' || i % 7, 'env:' || (array['prod', 'test', 'stage'])[1 + i % 3], 'host:host' || i / 1000] tags) t""");
            statement.execute("insert into stream_tag select distinct unnest(tags) from stream on conflict do nothing");
            statement.execute("vacuum analyze stream");
        }
        String[][] questions = {
            {"latency123456", ""},
            {"service77*99", ""},
            {"", "and(env:prod,dc:dc3,not(__name:service1*))"},
            {"", "host:host12*"},
            {"", "and(host:host9?,or(dc:dc5,__name:service99?`latency*))"},
            {"no such thing", ""},
            {"", "and(env:test,__name:*latency4567*)"}
        };
        double slowest = 0;
        for (String[] question : questions) {
            double took = median(() -> Math.min(1, 1 + opened.catalogue().search(1, Optional.empty(), question[0], question[1], 100, 0).size()), 1, 7);
            slowest = Math.max(slowest, took);
        }
        tell("catalogue.slowest_of_a_million_ms", slowest);
    }

    /** A day, minute by minute, with upkeep as in a service; then what lies on disk. */
    private static void fill(StandaloneStore opened, String name, int samples) throws Exception {
        RollupStore store = opened.store();
        UUID journal = UUID.randomUUID();
        store.register(journal, 1, 0);
        List<HostMetrics> hosts = hosts();
        long began = System.nanoTime();
        for (int minute = 0; minute < 1440; minute++) {
            TreeMap<StreamId, StreamCells> cells = new TreeMap<>();
            for (int step = 0; step < samples; step++) {
                long at = (DAY + minute * 60L + step * 60L / samples) * 1000;
                for (int host = 0; host < HOSTS; host++) {
                    hosts.get(host).step();
                    for (int metric = 0; metric < HostMetrics.METRICS; metric++) {
                        cells.computeIfAbsent(new StreamId(check(host), name(metric)), id -> new StreamCells(1, MetricType.DOUBLE))
                                .number(MetricType.DOUBLE, at, hosts.get(host).value(metric));
                    }
                }
            }
            store.commit(new Commit(journal, minute, minute + 1, cells));
            store.tend(Instant.ofEpochSecond(DAY + minute * 60L));
            if (minute % 60 == 59) {
                vacuum(opened);
            }
        }
        store.tend(Instant.ofEpochSecond(DAY + 86_400 + 660));
        vacuum(opened);
        double seconds = (System.nanoTime() - began) / 1e9;
        long cells = STREAMS * 1440L;
        tell(name + ".floor_bytes_per_minute_cell", hosts.stream().mapToDouble(HostMetrics::bits).sum() / 8 / cells);
        tell(name + ".cells_per_s", cells / seconds);
        try (Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            tell(name + ".bytes_per_minute_cell", size(statement, "chunk_60") / (double) cells);
            long others = size(statement, "chunk_1800") + size(statement, "chunk_3600") + size(statement, "chunk_86400");
            long open = ask(statement, "select pg_total_relation_size('open_cells')");
            tell(name + ".bytes_per_minute_cell_all_rollups", (size(statement, "chunk_60") + others + open) / (double) cells);
            tell(name + ".codec_bytes_per_minute_cell", ask(statement, "select sum(length(cells)) from chunk_60") / (double) cells);
            tell(name + ".open_bytes_per_stream", open / (double) STREAMS);
        }
    }

    /** A day passes in a minute or two; Postgres' own vacuum, which comes once a minute, would come too seldom. */
    private static void vacuum(StandaloneStore opened) throws Exception {
        try (Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum open_cells");
        }
    }

    /** What all sizes take of what minutes take, in whole chunks of each: sixteen days of a host. */
    private static void sizes(String name, int samples) {
        int days = 16;
        long start = DAY / 1_382_400 * 1_382_400;
        double[][] values = new double[HostMetrics.METRICS][days * 1440 * samples];
        HostMetrics host = new HostMetrics(0);
        for (int step = 0; step < values[0].length; step++) {
            host.step();
            for (int metric = 0; metric < values.length; metric++) {
                values[metric][step] = host.value(metric);
            }
        }
        long minutes = 0;
        long all = 0;
        for (double[] metric : values) {
            TreeMap<Long, NumericCell> cells = new TreeMap<>();
            for (int step = 0; step < metric.length; step++) {
                long at = start + step * 60L / samples;
                add(cells, at / 60 * 60, NumericCell.of(at * 1000, metric[step]));
            }
            minutes += packed(cells, start, 60, 14_400);
            all += packed(coarser(cells, 1800), start, 1800, 691_200);
            all += packed(coarser(cells, 3600), start, 3600, 1_382_400);
            all += packed(coarser(cells, 86_400), start, 86_400, 5_529_600);
        }
        tell(name + ".codec_all_rollups_to_minutes", (all + minutes) / (double) minutes);
    }

    private static TreeMap<Long, NumericCell> coarser(TreeMap<Long, NumericCell> cells, int seconds) {
        TreeMap<Long, NumericCell> coarser = new TreeMap<>();
        cells.forEach((at, cell) -> add(coarser, at / seconds * seconds, cell.copy()));
        return coarser;
    }

    private static void add(TreeMap<Long, NumericCell> cells, long at, NumericCell cell) {
        NumericCell there = cells.putIfAbsent(at, cell);
        if (there != null) {
            there.merge(cell);
        }
    }

    private static long packed(TreeMap<Long, NumericCell> cells, long start, int seconds, int chunk) {
        long bytes = 0;
        for (long at = start; at <= cells.lastKey(); at += chunk) {
            bytes += ChunkCodec.encode(at, seconds, cells.subMap(at, at + chunk)).length;
        }
        return bytes;
    }

    private static long size(Statement statement, String table) throws Exception {
        return ask(statement, "select coalesce(sum(pg_total_relation_size(relid)), 0) from pg_partition_tree('" + table + "')");
    }

    private static long ask(Statement statement, String question) throws Exception {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The last hour of the day of a thousand streams. */
    private static void many(RollupStore store) {
        List<StreamId> streams = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
            for (int metric = 0; metric < HostMetrics.METRICS; metric++) {
                streams.add(new StreamId(check(host), name(metric)));
            }
        }
        tell("ask.1000_streams_60_points_ms", median(() -> store.numeric(1, streams, Rollup.MINUTE, DAY + 82_800, DAY + 86_400)
                .values().stream().mapToLong(StoreMeasure::read).sum(), 60_000, 15));
    }

    /** A year of four streams, each asked for alone. */
    private static void year(RollupStore store) {
        UUID journal = UUID.randomUUID();
        store.register(journal, 1, 0);
        HostMetrics host = new HostMetrics(0);
        for (int minute = 0; minute < YEAR_MINUTES; minute += 240) {
            TreeMap<StreamId, StreamCells> cells = new TreeMap<>();
            for (int within = 0; within < 240; within++) {
                host.step();
                for (int metric : YEAR_METRICS) {
                    cells.computeIfAbsent(new StreamId(check(0), name(metric)), id -> new StreamCells(1, MetricType.DOUBLE))
                            .number(MetricType.DOUBLE, (DAY + (minute + within) * 60L) * 1000, host.value(metric));
                }
            }
            store.commit(new Commit(journal, minute, minute + 240, cells));
            if (minute % 2400 == 0) {
                store.tend(Instant.ofEpochSecond(DAY + minute * 60L));
            }
        }
        store.tend(Instant.ofEpochSecond(DAY + YEAR_MINUTES * 60L + 660));
        Random random = new Random(1);
        tell("ask.year_as_1m_ms", median(() -> year(store, random, Rollup.MINUTE), YEAR_MINUTES, 15));
        tell("ask.year_as_1h_ms", median(() -> year(store, random, Rollup.HOUR), YEAR_MINUTES / 60, 60));
    }

    private static long year(RollupStore store, Random random, Rollup rollup) {
        StreamId stream = new StreamId(check(0), name(YEAR_METRICS[random.nextInt(YEAR_METRICS.length)]));
        return read(store.numeric(1, List.of(stream), rollup, DAY, DAY + YEAR_MINUTES * 60L).getOrDefault(stream, List.of()));
    }

    /** Cells are made when they are looked at. */
    private static long read(List<StoredNumeric> cells) {
        double sum = 0;
        for (StoredNumeric cell : cells) {
            sum += cell.cell().average();
        }
        return Double.isNaN(sum) ? 0 : cells.size();
    }

    private interface Question {
        long ask();
    }

    /** As a server answers that runs: the first seconds, in which the JVM compiles, are asked but not told. */
    private static double median(Question question, long expected, int times) {
        double[] took = new double[times];
        long warm = System.nanoTime() + 4_000_000_000L;
        for (int i = -times / 2; i < times; i += i < 0 && System.nanoTime() < warm ? 0 : 1) {
            long began = System.nanoTime();
            long found = question.ask();
            if (found != expected) {
                throw new IllegalStateException(found + " points, expected " + expected);
            }
            took[Math.max(0, i)] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(took);
        return took[times / 2];
    }

    private static List<HostMetrics> hosts() {
        List<HostMetrics> hosts = new ArrayList<>();
        for (int host = 0; host < HOSTS; host++) {
            hosts.add(new HostMetrics(host));
        }
        return hosts;
    }

    private static UUID check(int host) {
        return new UUID(7, host);
    }

    private static String name(int metric) {
        return "group" + metric / 10 + "`metric" + metric + "|ST[unit:none]";
    }

    private static void tell(String name, double value) {
        System.out.printf(java.util.Locale.ROOT, "%s %.3f%n", name, value);
    }
}
