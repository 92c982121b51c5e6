package io.vedette.local.bench;

import io.vedette.local.guard.StartException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every measurement, by name. */
public final class Benchmarks {

    /** Known by the names the command line takes, in the order it lists them. */
    private final Map<String, Measurement> known = new TreeMap<>();

    private final Results results;

    /**
     * @param root top of the source tree
     * @param data of a suite; the measurement of the store looks for what one that is down has recorded
     */
    public Benchmarks(Path root, Path data, PrintStream out) {
        this.results = new Results(root, out);
        known.put("startup", () -> new StartupBenchmark(root, out).measure());
        known.put("journal", () -> new JournalBenchmark(root).measure());
        known.put("broker", () -> new BrokerBenchmark(root, out).measure());
        known.put("feed", () -> new FeedBenchmark(root, out).measure());
        known.put("replay", () -> new ReplayBenchmark(root, out).measure());
        known.put("river", () -> new RiverBenchmark(root, out).measure());
        known.put("crash", () -> new CrashBenchmark(root, out).measure());
        known.put("store", () -> new StoreBenchmark(root, data, out).measure());
        known.put("checks", () -> new ChecksBenchmark(root, out).measure());
        known.put("api", () -> new ApiBenchmark(root, out).measure());
    }

    /** For messages. */
    public String names() {
        return "the name of a measurement: " + String.join(", ", known.keySet());
    }

    /** Measures and tells; throws {@link StartException} for a name that is none, or a figure beyond its limit. */
    public void run(String name) {
        Measurement measurement = known.get(name);
        if (measurement == null) {
            throw new StartException(
                    "There is no measurement " + name + "; there are " + String.join(", ", known.keySet()) + ".");
        }
        results.tell(name, measurement.measure());
    }

    private interface Measurement {

        List<Figure> measure();
    }
}
