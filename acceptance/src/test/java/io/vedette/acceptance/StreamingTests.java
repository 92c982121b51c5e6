package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Point 7: live samples and alerts over SSE, through the one address. */
class StreamingTests {
    private final Suite suite = Suite.shared();

    @Test
    void aWatchedMetricArrivesAsItIsPushed() {
        Trap trap = Trap.create(suite);
        String path = "/api/stream/metrics?stream=" + Door.encode(trap.stream("seen")) + "&stream="
                + Door.encode(trap.stream("also"));
        try (EventStream events = EventStream.open(suite.door(), path)) {
            Wait.until("samples arrive", () -> {
                trap.push("{\"seen\":1.25,\"also\":\"text\",\"unseen\":3}").expect(200);
                return events.named("sample").size() >= 2;
            });
            assertThat(events.named("sample")).allSatisfy(event -> {
                JsonNode sample = event.json();
                assertThat(sample.get("stream").asString()).isIn(trap.stream("seen"), trap.stream("also"));
                assertThat(sample.get("time").asLong()).isPositive();
            });
        }
    }

    @Test
    void alertsArriveAsTheyOpen() {
        Trap trap = Trap.create(suite);
        String ruleSet = Alerting.ruleSet(suite, trap.check(), "shown", "max value", "1", suite.adminGroup());
        try (EventStream events = EventStream.open(suite.door(), "/api/stream/alerts")) {
            Wait.until("the alert is streamed", () -> {
                trap.push("{\"shown\":2}").expect(200);
                return events.named("alert").stream()
                        .anyMatch(event -> event.data().contains("\"shown\""));
            });
        }
        suite.door().delete("/v2" + ruleSet).expect(200);
    }

    @Test
    void anUnknownCheckIsNotStreamed() {
        suite.door()
                .get("/api/stream/metrics?stream=" + UUID.randomUUID() + "/x")
                .expect(404);
    }
}
