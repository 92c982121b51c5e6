package io.vedette.local.bench;

import io.vedette.local.field.CrashRounds;
import io.vedette.local.field.CrashRounds.Outcome;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.Progress;
import io.vedette.local.suite.RunningSuite;
import io.vedette.local.suite.SuiteSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Two hundred rounds of kills and bad links between broker and stratcon, then ten minutes with Kafka hanging; any sample lost or doubled is beyond the limit. */
final class CrashBenchmark {
    private static final int ROUNDS = Scratch.number("VEDETTE_BENCH_ROUNDS", 200);

    private static final Duration WITHOUT_KAFKA = Duration.ofMinutes(Scratch.number("VEDETTE_BENCH_KAFKA_MINUTES", 10));

    private final Path root;
    private final PrintStream out;

    CrashBenchmark(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    List<Figure> measure() {
        Path data = Scratch.folder(root, "crash");
        long seed = System.nanoTime();
        try (RunningSuite suite = RunningSuite.prepare(SuiteSettings.apart(root, data), new Progress(out))) {
            suite.start();
            out.println(ROUNDS + " rounds, seed " + seed);
            Outcome outcome = new CrashRounds(root, data, seed).run(ROUNDS, WITHOUT_KAFKA);
            out.println("The ledger: " + outcome.ledger());
            return List.of(
                    new Figure("crash.rounds", ROUNDS, ""),
                    new Figure("crash.without_kafka", WITHOUT_KAFKA.toSeconds(), "s"),
                    new Figure("crash.numbered", outcome.numbered(), "samples"),
                    new Figure("crash.numbered.off", Math.abs(outcome.counted() - outcome.numbered()), "samples", 0),
                    new Figure("crash.once.sent", outcome.sent(), "samples"),
                    new Figure("crash.once.acknowledged", outcome.acknowledged(), "samples"),
                    new Figure("crash.once.counted", outcome.countedOnce(), "samples", outcome.sent()),
                    new Figure(
                            "crash.once.lost",
                            Math.max(0, outcome.acknowledged() - outcome.countedOnce()),
                            "samples",
                            0));
        } catch (StartException e) {
            throw new StartException(e.sentence() + " Logs: " + data.resolve("log"), e);
        } finally {
            PrivateFiles.deleteRecursively(data);
        }
    }
}
