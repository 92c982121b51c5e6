package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Point 6: faults are found, told once, and cleared; old data never pages. */
class FaultTests {
    private final Suite suite = Suite.shared();

    @Test
    void aValuePastItsLimitReachesTheWebhookOnceAndItsClearFollows() {
        try (WebhookSink sink = new WebhookSink()) {
            Trap trap = Trap.create(suite);
            String group = Alerting.webhookGroup(suite, sink.url("/told"));
            String ruleSet = Alerting.ruleSet(suite, trap.check(), "load", "max value", "100", group);
            Wait.until("the alert opens", () -> {
                trap.push("{\"load\":101}").expect(200);
                return Alerting.active(suite, ruleSet) == 1;
            });
            trap.push("{\"load\":102}").expect(200);
            Wait.until("the webhook is told", () -> !sink.deliveries().isEmpty());
            assertThat(sink.deliveries().getFirst().body()).contains("load", "101");
            trap.push("{\"load\":1}").expect(200);
            Wait.until("the alert clears", () -> Alerting.active(suite, ruleSet) == 0);
            Wait.until("the clear is told", () -> sink.deliveries().size() == 2);
            Set<String> keys = sink.deliveries().stream()
                    .map(WebhookSink.Delivery::idempotencyKey)
                    .collect(Collectors.toSet());
            assertThat(keys).hasSize(2).doesNotContain("");
        }
    }

    @Test
    void oldDataNeverPages() {
        try (WebhookSink sink = new WebhookSink()) {
            Trap trap = Trap.create(suite);
            String group = Alerting.webhookGroup(suite, sink.url("/old"));
            String ruleSet = Alerting.ruleSet(suite, trap.check(), "late", "max value", "10", group);
            Wait.until("the rule is in force", () -> {
                trap.push("{\"late\":11}").expect(200);
                return Alerting.active(suite, ruleSet) == 1;
            });
            trap.push("{\"late\":1}").expect(200);
            Wait.until("and cleared", () -> Alerting.active(suite, ruleSet) == 0);
            suite.pause("stratcon-service");
            trap.push("{\"late\":12}").expect(200);
            Wait.forAge(Duration.ofSeconds(12));
            suite.resume("stratcon-service");
            long since = Instant.now().getEpochSecond();
            Wait.until(
                    "the backlog is stored",
                    () -> Rollups.values(suite, trap.stream("late"), since - 300, since + 120, "1m", "max")
                            .contains(12.0));
            trap.push("{\"late\":2}").expect(200);
            Wait.until(
                    "live data flows again",
                    () -> Rollups.values(suite, trap.stream("late"), since - 300, since + 120, "1m", "last")
                            .contains(2.0));
            assertThat(Alerting.active(suite, ruleSet)).isZero();
        }
    }

    @Test
    void withoutAMailServerTheSuiteSaysSoAndKeepsTheMessage() {
        assertThat(suite.door().get("/api/messages").json(200).get("smtp").asBoolean())
                .isFalse();
    }
}
