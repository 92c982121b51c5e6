import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.stratcon.rollup.Fold;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.SampleBounds;
import io.vedette.stratcon.rollup.StreamNames;
import java.lang.ref.Reference;

/** Samples into cells in memory: how many a second, and how many bytes a stream takes. */
final class FoldMeasure {
    private static final long DAY = StoreMeasure.DAY_S;
    private static final int HOSTS = DayMeasure.HOSTS;

    private FoldMeasure() {}

    static void measure() {
        fold();
        memory();
    }

    /** Batches of the wire into cells, on one core: hosts of 100 streams, six samples a minute, a commit's worth at a time. */
    private static void fold() {
        byte[][] batches = new byte[HOSTS * 6][];
        for (int host = 0; host < HOSTS; host++) {
            HostMetrics metrics = new HostMetrics(host);
            for (int step = 0; step < 6; step++) {
                metrics.step();
                BatchWriter writer = new BatchWriter().begin(Bench.check(host), 1, 0, BatchKind.PERIOD, DAY * 1000);
                for (int metric = 0; metric < HostMetrics.METRICS; metric++) {
                    writer.stream(Bench.name(metric)).real((DAY + step * 10L) * 1000, metrics.value(metric));
                }
                batches[step * HOSTS + host] = writer.toBytes();
            }
        }
        StreamNames names = new StreamNames(1 << 16);
        double best = 0;
        for (int round = 0; round < 6; round++) {
            long samples = 0;
            long began = System.nanoTime();
            while (System.nanoTime() - began < 700_000_000L) {
                Fold fold = new Fold(SampleBounds.USUAL, names);
                for (byte[] batch : batches) {
                    fold.add(new BatchReader(batch), DAY * 1000);
                }
                samples += fold.cells().values().stream()
                        .flatMap(cells -> cells.minutes().values().stream())
                        .mapToLong(NumericCell::count)
                        .sum();
            }
            best = Math.max(best, samples / ((System.nanoTime() - began) / 1e9));
        }
        Bench.tell("fold.samples_per_s_core", best);
    }

    /** What a stream takes between two commits, once a sample of it came. */
    private static void memory() {
        int hosts = 1_000;
        long before = used();
        Fold fold = new Fold(SampleBounds.USUAL, new StreamNames(1 << 16));
        HostMetrics metrics = new HostMetrics(0);
        metrics.step();
        for (int host = 0; host < hosts; host++) {
            BatchWriter writer = new BatchWriter().begin(Bench.check(host), 1, 0, BatchKind.PERIOD, DAY * 1000);
            for (int metric = 0; metric < HostMetrics.METRICS; metric++) {
                writer.stream(Bench.name(metric)).real(DAY * 1000, metrics.value(metric));
            }
            fold.add(new BatchReader(writer.toBytes()), DAY * 1000);
        }
        Bench.tell("memory.bytes_per_active_stream", (used() - before) / (double) (hosts * HostMetrics.METRICS));
        Reference.reachabilityFence(fold);
    }

    static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
