package io.vedette.local.bench;

import io.vedette.local.field.FaultyLink;
import io.vedette.local.field.FieldProcess;
import io.vedette.local.field.FieldTrap;
import io.vedette.local.field.Load;
import io.vedette.local.field.SuiteAccess;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.Progress;
import io.vedette.local.suite.RunningSuite;
import io.vedette.local.suite.SuiteSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * A backlog at 20,000 samples/s is drawn while as many new samples come in each second: how long it takes, how many times faster than live it is, and how late
 * the live lane is meanwhile. An hour's backlog; {@code VEDETTE_BENCH_MINUTES} shortens it.
 */
final class ReplayBenchmark {
    private static final int RATE = 20_000;
    private static final int MINUTES = Scratch.number("VEDETTE_BENCH_MINUTES", 60);
    private static final double SLOWEST_OF_LIVE = 0.2;
    private static final double LATEST_LIVE_MS = 1_000;
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final Path root;
    private final PrintStream out;

    ReplayBenchmark(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    /** What the lanes were like while the backlog was drawn. */
    private record Replay(double seconds, double worstLiveMs, double firstLiveMs) {}

    List<Figure> measure() {
        Path data = Scratch.folder(root, "replay");
        try (RunningSuite suite = RunningSuite.prepare(SuiteSettings.apart(root, data), new Progress(out))) {
            suite.start();
            SuiteAccess access = new SuiteAccess(data);
            try (FieldProcess broker = FieldProcess.broker(root, data.resolve("far"), access, "far");
                    FaultyLink link = new FaultyLink(broker.tlsPort())) {
                broker.dialledAt(link.port()).start();
                FieldTrap trap = FieldTrap.on(broker, access, "far");
                link.set(FaultyLink.State.CUT);
                long backlog = fill(trap);
                long live;
                Replay replay;
                try (Load pushing = Load.now(trap.url(), RATE)) {
                    link.set(FaultyLink.State.WHOLE);
                    replay = drawn(access, trap.broker());
                    live = pushing.taken();
                }
                double perSecond = (backlog + live) / replay.seconds();
                return List.of(
                        new Figure("replay.backlog", backlog, "samples"),
                        new Figure("replay.time", replay.seconds(), "s"),
                        new Figure("replay.samples_per_s", perSecond, "/s"),
                        new Figure(
                                "replay.live_per_drawn", live / replay.seconds() / perSecond, "share", SLOWEST_OF_LIVE),
                        new Figure("replay.live_current_after", replay.firstLiveMs(), "ms"),
                        new Figure("replay.live_lag_worst", replay.worstLiveMs(), "ms", LATEST_LIVE_MS));
            }
        } finally {
            PrivateFiles.deleteRecursively(data);
        }
    }

    /** The samples that an outage of that length would leave of as many streams, one a second of each, as fast as they are taken. */
    private long fill(FieldTrap trap) {
        long wanted = (long) RATE * MINUTES * 60;
        out.println("Filling the journal with " + wanted + " samples");
        long since = System.currentTimeMillis() - MINUTES * 60_000L;
        Load pushing = Load.earlier(trap.url(), RATE, since);
        try (pushing) {
            while (pushing.taken() < wanted) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
        return pushing.taken();
    }

    private static Replay drawn(SuiteAccess suite, long broker) {
        long begin = System.nanoTime();
        double worst = 0;
        double first = -1;
        while (true) {
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
            JsonNode live = lane(suite, broker, "live");
            JsonNode durable = lane(suite, broker, "durable");
            double passed = (System.nanoTime() - begin) / 1e9;
            if (live.path("connected").asBoolean() && live.path("lagMs").asDouble() < LATEST_LIVE_MS && first < 0) {
                first = passed * 1_000;
            }
            if (first >= 0 && passed * 1_000 > first + SETTLE.toMillis()) {
                worst = Math.max(worst, live.path("lagMs").asDouble());
            }
            if (durable.path("connected").asBoolean() && durable.path("lagMs").asDouble() < 2 * LATEST_LIVE_MS) {
                return new Replay(passed, worst, first);
            }
        }
    }

    private static JsonNode lane(SuiteAccess suite, long broker, String name) {
        for (JsonNode feed : suite.get("/api/feeds")) {
            if (feed.path("broker").asLong() == broker) {
                for (JsonNode lane : feed.path("lanes")) {
                    if (lane.path("lane").asString().equals(name)) {
                        return lane;
                    }
                }
            }
        }
        return tools.jackson.databind.node.MissingNode.getInstance();
    }
}
