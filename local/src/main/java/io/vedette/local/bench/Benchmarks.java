package io.vedette.local.bench;

import io.vedette.local.guard.StartException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Every measurement, by name. */
public final class Benchmarks {

    /** For messages. */
    public static final String NAMES = "the name of a measurement: startup, journal, feed, replay, crash or checks";

    private final Path root;
    private final PrintStream out;

    public Benchmarks(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    /** Measures and tells; throws {@link StartException} for a name that is none, or a figure beyond its limit. */
    public void run(String name) {
        Results results = new Results(root, out);
        switch (name) {
            case "startup" -> results.tell(name, new StartupBenchmark(root, out).measure());
            case "journal" -> results.tell(name, new JournalBenchmark(root).measure());
            case "feed" -> results.tell(name, new FeedBenchmark(root, out).measure());
            case "replay" -> results.tell(name, new ReplayBenchmark(root, out).measure());
            case "crash" -> results.tell(name, new CrashBenchmark(root, out).measure());
            case "checks" -> results.tell(name, new ChecksBenchmark(root, out).measure());
            default ->
                throw new StartException("There is no measurement " + name
                        + "; there are startup, journal, feed, replay, crash and checks.");
        }
    }
}
