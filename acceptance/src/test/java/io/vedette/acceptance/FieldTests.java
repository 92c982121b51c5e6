package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.local.field.CrashRounds;
import io.vedette.local.field.CrashRounds.Outcome;
import io.vedette.local.field.FieldProcess;
import io.vedette.local.field.FieldTrap;
import io.vedette.local.field.NumberedSender;
import io.vedette.local.field.SuiteAccess;
import io.vedette.local.servers.PrivateFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** More brokers and stratcons than the suite has, and a network between them that is not to be trusted: nothing is lost, nothing counted twice. */
class FieldTests {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int ROUNDS = 20;
    private static final String SUITES_STRATCON = "stratcon-1.";

    private final Suite suite = Suite.shared();
    private final SuiteAccess access = new SuiteAccess(suite.data());

    @Test
    void whateverFailsBetweenBrokerAndStoreIsMadeGood() {
        long seed = System.nanoTime();
        Outcome outcome = new CrashRounds(ROOT, suite.data(), seed).run(ROUNDS, Duration.ZERO);
        assertThat(outcome.isExact()).as("seed " + seed + ": " + outcome).isTrue();
        assertThat(outcome.ledger()).contains("closed minutes agree");
    }

    @Test
    void anotherStratconTakesOverFromOneThatHangsAndTheOldOneChangesNothing() {
        try (FieldProcess broker = broker("taken-over");
                FieldProcess other =
                        FieldProcess.stratcon(ROOT, suite.data().resolve("other-stratcon"), access, "other")) {
            broker.start();
            FieldTrap trap = FieldTrap.on(broker, access, "taken-over");
            other.start();
            Wait.until("one of them draws the broker", () -> owner(trap, other) != Owner.NONE);
            long startMs = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
            NumberedSender sender = new NumberedSender(trap.url(), startMs);
            try (sender) {
                Wait.until("samples flow", () -> sender.numbered() > 100);
                Owner owner = settledOwner(trap, other);
                signal(owner, other, "-STOP");
                Wait.until("the other draws it", () -> owner(trap, other) == owner.other());
                long before = sender.numbered();
                Wait.until("samples flow again", () -> sender.numbered() > before + 100);
                signal(owner, other, "-CONT");
                Wait.until(
                        "one draws it and the other does not",
                        () -> owner(trap, other) != Owner.NONE && owner(trap, other) != Owner.BOTH);
            }
            suite.awaitHealthy("stratcon-service");
            long start = startMs / 1000 - 60;
            Wait.untilAsserted(
                    "every sample is counted once",
                    () -> assertThat(access.count(trap.stream("exact"), start, start + 7_200, "1m"))
                            .isEqualTo(sender.numbered()));
        }
        Wait.until(
                "the suite's stratcon draws everything again",
                () -> access.get("/api/feeds").size() >= 2
                        && access.get("/api/feeds")
                                .valueStream()
                                .allMatch(
                                        feed -> feed.path("stratcon").asString().startsWith(SUITES_STRATCON)));
    }

    @Test
    void aBrokerRebuiltOnAnEmptyDiskGoesOn() {
        try (FieldProcess broker = broker("rebuilt").start()) {
            FieldTrap trap = FieldTrap.on(broker, access, "rebuilt");
            long startMs = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
            long first = send(trap, startMs);
            Wait.until("all of it is stored", () -> count(trap, startMs) == first);
            broker.kill();
            PrivateFiles.deleteRecursively(broker.home().resolve("journal"));
            PrivateFiles.deleteRecursively(broker.home().resolve("checks"));
            broker.start();
            long[] second = {0};
            Wait.until("its checks are handed to it again", () -> {
                second[0] = send(trap, startMs + 1_800_000);
                return true;
            });
            Wait.untilAsserted(
                    "both halves are stored",
                    () -> assertThat(count(trap, startMs)).isEqualTo(first + second[0]));
        }
    }

    @Test
    void aCheckThatMovesToAnotherBrokerIsCountedOnce() {
        try (FieldProcess from = broker("moved-from").start();
                FieldProcess to = broker("moved-to").start()) {
            FieldTrap trap = FieldTrap.on(from, access, "moved-from");
            long startMs = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
            NumberedSender sender = new NumberedSender(trap.url(), startMs);
            try (sender) {
                Wait.until("samples flow", () -> sender.numbered() >= 200);
                FieldTrap moved = trap.moveTo(to, access, "moved-to");
                sender.turnTo(moved.url());
                long before = sender.numbered();
                Wait.until("samples flow to the other broker", () -> sender.numbered() >= before + 200);
            }
            Wait.untilAsserted(
                    "every sample of both is counted once",
                    () -> assertThat(count(trap, startMs)).isEqualTo(sender.numbered()));
            Wait.until("the broker of before takes no more pushes", () -> statusOf(trap) == 404);
        }
    }

    @Test
    void aBrokerWhoseCertificateIsRevokedIsDrawnNoMoreUntilItComesBackWithANewKey() {
        try (FieldProcess broker = broker("revoked").start()) {
            FieldTrap trap = FieldTrap.on(broker, access, "revoked");
            Wait.until("it is drawn", () -> isDrawnBySuite(trap));
            access.postAsOperator("/api/certificates/revoke", "{\"cid\":\"/broker/%d\"}".formatted(trap.broker()));
            Wait.until("it is drawn no more", () -> !isDrawnBySuite(trap));
            Wait.untilAsserted("why is told", () -> assertThat(lastError(trap)).contains("is revoked"));
            assertThat(statusOf(trap)).as("it collects and journals on").isEqualTo(200);
            long startMs = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
            long sent = send(trap, startMs);

            broker.kill();
            PrivateFiles.deleteRecursively(broker.home().resolve("tls"));
            broker.with("VEDETTE_ENROLMENT_CODE", access.codeToComeBack(trap.broker()))
                    .start();
            Wait.untilAsserted(
                    "what was journaled meanwhile is stored",
                    () -> assertThat(count(trap, startMs)).isEqualTo(sent));
            Wait.until("pushes to the check of before are taken", () -> statusOf(trap) == 200);
        }
    }

    @Test
    void drawingAndStoringGoOnWhileKafkaHangs() {
        try (FieldProcess broker = broker("kafka-away").start()) {
            FieldTrap trap = FieldTrap.on(broker, access, "kafka-away");
            Wait.until("it is drawn", () -> isDrawnBySuite(trap));
            suite.pause("kafka");
            try {
                long startMs = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
                long sent = send(trap, startMs);
                Wait.untilAsserted(
                        "all of it is stored",
                        () -> assertThat(count(trap, startMs)).isEqualTo(sent));
                Wait.forAge(Duration.ofSeconds(15));
                long more = send(trap, startMs + 1_800_000);
                Wait.untilAsserted(
                        "and what came later",
                        () -> assertThat(count(trap, startMs)).isEqualTo(sent + more));
            } finally {
                suite.resume("kafka");
            }
        }
    }

    /** Enough pushes that each of them matters. */
    private static long send(FieldTrap trap, long startMs) {
        NumberedSender sender = new NumberedSender(trap.url(), startMs);
        try (sender) {
            Wait.until("samples flow", () -> sender.numbered() >= 200);
        }
        return sender.numbered();
    }

    private long count(FieldTrap trap, long startMs) {
        return access.count(trap.stream("exact"), startMs / 1000 - 60, startMs / 1000 + 7_200, "1m");
    }

    private FieldProcess broker(String name) {
        return FieldProcess.broker(ROOT, suite.data().resolve(name), access, name);
    }

    private enum Owner {
        NONE,
        SUITE,
        OTHER,
        BOTH;

        Owner other() {
            return this == SUITE ? OTHER : SUITE;
        }
    }

    /** Whoever owns it while nobody comes or goes. */
    private Owner settledOwner(FieldTrap trap, FieldProcess other) {
        Owner[] seen = {Owner.NONE};
        Wait.until("the owner is settled", () -> {
            Owner before = owner(trap, other);
            Wait.forAge(Duration.ofSeconds(3));
            seen[0] = owner(trap, other);
            return before == seen[0] && (before == Owner.SUITE || before == Owner.OTHER);
        });
        return seen[0];
    }

    /** A stratcon that does not answer draws nothing. */
    private Owner owner(FieldTrap trap, FieldProcess other) {
        boolean ours = isDrawnBySuite(trap);
        String named = drawnBy(other.port(), trap);
        boolean theirs = !named.isEmpty() && !named.startsWith(SUITES_STRATCON);
        return ours ? (theirs ? Owner.BOTH : Owner.SUITE) : (theirs ? Owner.OTHER : Owner.NONE);
    }

    /** Answer of the trap's broker to an empty push. */
    private static int statusOf(FieldTrap trap) {
        return new Door("http://" + trap.url().getAuthority(), null)
                .put(trap.url().getPath(), "{}")
                .status();
    }

    private String lastError(FieldTrap trap) {
        return access.get("/api/feeds")
                .valueStream()
                .filter(feed -> feed.path("broker").asLong() == trap.broker())
                .map(feed -> feed.path("lanes").path(0).path("lastError").asString(""))
                .findFirst()
                .orElse("");
    }

    private boolean isDrawnBySuite(FieldTrap trap) {
        return drawnBy(suite.httpPort("stratcon-service").orElseThrow(), trap).startsWith(SUITES_STRATCON);
    }

    /** Whom the asked stratcon names; itself when it thinks so. */
    private String drawnBy(int stratcon, FieldTrap trap) {
        try {
            for (JsonNode feed : access.getAt(stratcon, "/api/feeds")) {
                if (feed.path("broker").asLong() == trap.broker()
                        && feed.path("lanes").path(0).path("connected").asBoolean()) {
                    return feed.path("stratcon").asString();
                }
            }
        } catch (RuntimeException away) {
            return "";
        }
        return "";
    }

    private void signal(Owner owner, FieldProcess other, String signal) {
        if (owner == Owner.SUITE) {
            access.signal("stratcon-service", signal);
        } else {
            other.signal(signal);
        }
    }
}
