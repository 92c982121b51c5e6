package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever is killed: what was acknowledged is counted exactly once, and one fault is told under one idempotency key. */
class KillRoundsTests {
    private static final int SAMPLES = 10_000;
    private static final int EACH_PUSH = 50;

    private final Suite suite = Suite.shared();

    @Test
    void tenThousandSamplesAreExactlyTenThousandWhoeverIsKilled() throws InterruptedException {
        Trap exact = Trap.create(suite);
        Trap careless = Trap.create(suite);
        try (WebhookSink sink = new WebhookSink()) {
            String group = Alerting.webhookGroup(suite, sink.url("/kill-rounds"));
            String ruleSet = Alerting.ruleSet(suite, exact.check(), "fault", "max value", "10", group);
            Wait.until("the fault is raised", () -> {
                exact.push("{\"fault\":11}").expect(200);
                return Alerting.active(suite, ruleSet) == 1;
            });

            long start = Instant.now().getEpochSecond();
            AtomicBoolean done = new AtomicBoolean();
            AtomicLong sent = new AtomicLong();
            AtomicLong acknowledged = new AtomicLong();
            Thread retrying = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < SAMPLES; i += EACH_PUSH) {
                    pushUntilAcknowledged(exact, start, i);
                }
                done.set(true);
            });
            Thread never = Thread.ofVirtual().start(() -> {
                while (!done.get()) {
                    sent.incrementAndGet();
                    if (pushed(careless, "{\"once\":1}")) {
                        acknowledged.incrementAndGet();
                    }
                }
            });
            for (String service : List.of(
                    "broker-service",
                    "stratcon-service",
                    "alerting-service",
                    "streaming-service",
                    "broker-service",
                    "stratcon-service")) {
                suite.kill(service);
                suite.awaitHealthy(service);
            }
            retrying.join();
            never.join();

            long end = Instant.now().getEpochSecond() + 120;
            Wait.untilAsserted(
                    "all samples are counted once",
                    () -> assertThat(Rollups.count(suite, exact.stream("numbered"), start - 120, end, "1m"))
                            .isEqualTo(SAMPLES));
            Wait.untilAsserted(
                    "none of the acknowledged is missing",
                    () -> assertThat(Rollups.count(suite, careless.stream("once"), start - 120, end, "1m"))
                            .isBetween(acknowledged.get(), sent.get()));
            assertThat(Rollups.count(suite, exact.stream("numbered"), (start / 86400 - 1) * 86400, end + 86400, "1d"))
                    .isEqualTo(SAMPLES);

            Wait.untilAsserted(
                    "closed minutes of the ledger agree, kills or not",
                    () -> assertThat(closedMinutes())
                            .isNotEmpty()
                            .allSatisfy(minute ->
                                    assertThat(minute.path("differs").asLong()).isZero()));

            Wait.until("the webhook is told", () -> !sink.deliveries().isEmpty());
            Set<String> keys = sink.deliveries().stream()
                    .map(WebhookSink.Delivery::idempotencyKey)
                    .collect(Collectors.toSet());
            assertThat(keys).as("one fault, one key: " + sink.deliveries()).hasSize(1);
            assertThat(Alerting.active(suite, ruleSet)).isEqualTo(1);
        }
    }

    /** Of the suite's own broker: other tests' brokers lose their disks, and their marks with them. */
    private List<JsonNode> closedMinutes() {
        return suite.door()
                .get("/api/ledger?minutes=30")
                .json(200)
                .path("brokers")
                .valueStream()
                .filter(broker -> suite.brokerCid()
                        .equals("/broker/" + broker.path("broker").asLong()))
                .flatMap(broker -> broker.path("minutes").valueStream())
                .filter(minute -> minute.path("closed").asBoolean())
                .toList();
    }

    private static void pushUntilAcknowledged(Trap trap, long startS, int from) {
        StringBuilder body = new StringBuilder();
        for (int i = from; i < from + EACH_PUSH; i++) {
            body.append("{\"numbered\":{\"_type\":\"l\",\"_value\":%d,\"_ts\":%d}}".formatted(i, startS * 1000 + i));
        }
        Wait.until("push from " + from, () -> pushed(trap, body.toString()));
    }

    private static boolean pushed(Trap trap, String body) {
        try {
            return trap.push(body).status() == 200;
        } catch (java.io.UncheckedIOException unreachable) {
            return false;
        }
    }
}
