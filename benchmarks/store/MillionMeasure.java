import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.stratcon.rollup.Fold;
import io.vedette.stratcon.rollup.SampleBounds;
import io.vedette.stratcon.rollup.StreamNames;
import io.vedette.stratcon.store.Commit;
import io.vedette.stratcon.store.CommitOutcome;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StandaloneStore;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A million streams with a sample a minute, or more often, as a durable lane that keeps up commits them: what came in a second at a time, upkeep on a thread of its own. The
 * minutes are the last of a chunk, so that a million chunks are sealed at the end. Says what a minute of data costs of the processors, whoever else uses them.
 */
final class MillionMeasure {
    private static final int HOSTS = 10_000;
    private static final int STREAMS = HOSTS * HostMetrics.METRICS;
    /** Between two samples of a stream. */
    private static final int PERIOD_S = number("VEDETTE_BENCH_MILLION_PERIOD", 60);
    /** In a period; one a second, or more where that were more streams than a lane gathers. */
    private static final int COMMITS = Math.max(PERIOD_S, STREAMS / 50_000);
    /** Minutes. */
    private static final int TOUCHED_WITHIN = 15;
    private static final int MINUTES = number("VEDETTE_BENCH_MILLION_MINUTES", 8);
    private static final long START_S = StoreMeasure.DAY_S + 14_400 - MINUTES * 60L;

    private final StandaloneStore opened;
    private final RollupStore store;
    private final UUID journal = UUID.randomUUID();
    private final List<HostMetrics> hosts = new ArrayList<>();
    private final BatchWriter writer = new BatchWriter();
    private final StreamNames names = new StreamNames(1 << 16);
    private long largestHeap;
    private long position;

    private MillionMeasure(StandaloneStore opened) {
        this.opened = opened;
        store = opened.store();
        for (int host = 0; host < HOSTS; host++) {
            hosts.add(new HostMetrics(host));
        }
    }

    static void measure(StandaloneStore opened) throws Exception {
        new MillionMeasure(opened).measure();
    }

    private void measure() throws Exception {
        store.register(journal, 1, 0);
        Spent spent = new Spent(opened);
        enter();
        Bench.tell("million.enter_cpu_s", spent.cpuSeconds());
        Bench.tell("million.enter_s", spent.seconds());
        spent = new Spent(opened);
        minutes();
        Bench.tell("million.cpu_s_per_minute", spent.cpuSeconds() / MINUTES);
        Bench.tell("million.live_to_wall", MINUTES * 60 / spent.seconds());
        spent = new Spent(opened);
        store.tend(Instant.ofEpochSecond(StoreMeasure.DAY_S + 14_400 + 660));
        note();
        Bench.tell("million.seal_cpu_s", spent.cpuSeconds());
        Bench.tell("million.seal_s", spent.seconds());
        Bench.tell("million.largest_heap_mib", largestHeap / 1048576.0);
        Bench.sizes(opened, "million", STREAMS * (MINUTES + 1L));
        try (Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            long chunks = Bench.ask(statement, "select count(*) from chunk_60");
            if (chunks != STREAMS) {
                throw new IllegalStateException(chunks + " chunks");
            }
            Bench.tell("million.catalogue_bytes_per_stream", Bench.size(statement, "stream") / (double) STREAMS);
        }
    }

    /** Streams that have been there for long were touched at different times; so are these. */
    private void enter() {
        for (int commit = 0; commit < COMMITS; commit++) {
            commit(commit, START_S - 60L * (1 + commit % TOUCHED_WITHIN));
        }
    }

    private void minutes() {
        for (int minute = 0; minute < MINUTES; minute++) {
            long startS = START_S + minute * 60L;
            CompletableFuture<Integer> upkeep = CompletableFuture.supplyAsync(() -> store.tend(Instant.ofEpochSecond(startS)));
            for (int commit = 0; commit < COMMITS * 60 / PERIOD_S; commit++) {
                commit(commit % COMMITS, startS + commit * PERIOD_S / COMMITS);
            }
            upkeep.join();
        }
    }

    private static int number(String variable, int usual) {
        return Integer.parseInt(System.getenv().getOrDefault(variable, Integer.toString(usual)));
    }

    private void commit(int number, long atS) {
        Fold fold = new Fold(SampleBounds.USUAL, names);
        for (int host = HOSTS * number / COMMITS; host < HOSTS * (number + 1) / COMMITS; host++) {
            HostMetrics metrics = hosts.get(host);
            metrics.step();
            writer.begin(Bench.check(host), 1, 0, BatchKind.PERIOD, atS * 1000);
            for (int metric = 0; metric < HostMetrics.METRICS; metric++) {
                writer.stream(Bench.name(metric)).real(atS * 1000, metrics.value(metric));
            }
            fold.add(new BatchReader(writer.toBytes()), atS * 1000);
        }
        CommitOutcome outcome = store.commit(new Commit(journal, position, position + 1, fold.cells()));
        if (!(outcome instanceof CommitOutcome.Committed)) {
            throw new IllegalStateException(outcome.toString());
        }
        position++;
        note();
    }

    private void note() {
        Runtime runtime = Runtime.getRuntime();
        largestHeap = Math.max(largestHeap, runtime.totalMemory() - runtime.freeMemory());
    }
}
