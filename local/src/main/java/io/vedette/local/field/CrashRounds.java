package io.vedette.local.field;

import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * A broker and the stratcon that draws it, over a link, while two senders push: in each round one of the three fails at a random moment. In the end what was
 * acknowledged must be counted exactly once.
 */
public final class CrashRounds {
    private static final int LONGEST_CALM_MS = 1_500;
    private static final int LONGEST_FAULT_MS = 2_000;
    private static final Duration LATE = Duration.ofMillis(50);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Path root;
    private final Path data;
    private final Random random;

    /** What fails. */
    private enum Fault {
        BROKER_KILLED,
        STRATCON_KILLED,
        LINK_CUT,
        LINK_STALLED,
        LINK_HALF_OPEN,
        LINK_LATE
    }

    /**
     * What came of it.
     *
     * @param numbered samples that were sent until they were acknowledged
     * @param counted of them, in the rollups
     * @param sent samples that were sent once
     * @param acknowledged of them
     * @param countedOnce of them, in the rollups
     * @param ledger what the ledger says of the closed minutes
     */
    public record Outcome(long numbered, long counted, long sent, long acknowledged, long countedOnce, String ledger) {

        public boolean isExact() {
            return counted == numbered && acknowledged <= countedOnce && countedOnce <= sent;
        }
    }

    /**
     * @param root top of the source tree
     * @param data folder of a suite that runs
     * @param seed by which the rounds can be told again
     */
    public CrashRounds(Path root, Path data, long seed) {
        this.root = root;
        this.data = data;
        random = new Random(seed);
    }

    /**
     * Runs them.
     *
     * @param withoutKafka how long Kafka hangs in the end; what is acknowledged meanwhile must be stored before it goes on
     */
    public Outcome run(int rounds, Duration withoutKafka) {
        SuiteAccess suite = new SuiteAccess(data);
        String name = "crash-" + ProcessHandle.current().pid();
        Path home = data.resolve(name);
        try (FieldProcess broker = FieldProcess.broker(root, home, suite, name);
                FaultyLink link = new FaultyLink(broker.tlsPort())) {
            broker.dialledAt(link.port()).start();
            FieldTrap trap = FieldTrap.on(broker, suite, name);
            long startMs = System.currentTimeMillis() - HOUR.toMillis();
            NumberedSender sender = new NumberedSender(trap.url(), startMs);
            try (sender) {
                for (int round = 0; round < rounds; round++) {
                    fail(Fault.values()[random.nextInt(Fault.values().length)], broker, link, suite);
                }
                hangKafka(withoutKafka, suite, trap, sender, startMs);
            }
            suite.awaitHealthy("stratcon-service");
            return outcome(suite, trap, sender, startMs);
        } finally {
            PrivateFiles.deleteRecursively(home);
        }
    }

    private void fail(Fault fault, FieldProcess broker, FaultyLink link, SuiteAccess suite) {
        pause(random.nextInt(LONGEST_CALM_MS));
        switch (fault) {
            case BROKER_KILLED -> {
                broker.kill();
                broker.start();
            }
            case STRATCON_KILLED -> suite.kill("stratcon-service");
            case LINK_CUT -> whileIn(link, FaultyLink.State.CUT);
            case LINK_STALLED -> whileIn(link, FaultyLink.State.STALLED);
            case LINK_HALF_OPEN -> link.halfOpen();
            case LINK_LATE -> {
                link.delay(LATE);
                pause(random.nextInt(LONGEST_FAULT_MS));
                link.delay(Duration.ZERO);
            }
        }
    }

    private static void hangKafka(
            Duration time, SuiteAccess suite, FieldTrap trap, NumberedSender sender, long startMs) {
        if (time.isZero()) {
            return;
        }
        suite.awaitHealthy("stratcon-service");
        suite.signal("kafka", "-STOP");
        try {
            pause(time.toMillis());
            long sent = sender.numbered();
            long start = startMs / 1000 - HOUR.toSeconds();
            SuiteAccess.await(
                    "what was sent without Kafka is stored",
                    () -> suite.count(trap.stream("exact"), start, start + 4 * HOUR.toSeconds(), "1m") >= sent);
        } finally {
            suite.signal("kafka", "-CONT");
        }
    }

    private void whileIn(FaultyLink link, FaultyLink.State state) {
        link.set(state);
        pause(random.nextInt(LONGEST_FAULT_MS));
        link.set(FaultyLink.State.WHOLE);
    }

    private static void pause(long ms) {
        LockSupport.parkNanos(Duration.ofMillis(ms).toNanos());
    }

    private static Outcome outcome(SuiteAccess suite, FieldTrap trap, NumberedSender sender, long startMs) {
        long start = startMs / 1000 - HOUR.toSeconds();
        long end = System.currentTimeMillis() / 1000 + HOUR.toSeconds();
        try {
            SuiteAccess.await(
                    "all that was acknowledged is counted",
                    () -> suite.count(trap.stream("exact"), start, end, "1m") >= sender.numbered()
                            && suite.count(trap.stream("once"), start, end, "1m") >= sender.acknowledged());
        } catch (StartException tooFew) {
            // The outcome tells by how much.
        }
        String[] ledger = {""};
        SuiteAccess.await("the ledger answers", () -> {
            JsonNode told = suite.get("/api/ledger?minutes=1440");
            ledger[0] = told.path("line").asString();
            return true;
        });
        return new Outcome(
                sender.numbered(),
                suite.count(trap.stream("exact"), start, end, "1m"),
                sender.sent(),
                sender.acknowledged(),
                suite.count(trap.stream("once"), start, end, "1m"),
                ledger[0]);
    }
}
