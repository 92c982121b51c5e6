package io.vedette.alerting;

import static io.vedette.alerting.Surroundings.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Maintenance as those who are notified see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuietTests {
    private static final Duration SOON = Duration.ofSeconds(20);

    private RunningAlerting service;

    @BeforeAll
    void start(@TempDir Path home) {
        Database webDb = TestServers.postgres().newDatabase();
        RunningAlerting.migrate(webDb);
        service = RunningAlerting.start(webDb, home, "--spring.profiles.active=notification");
        await().atMost(Duration.ofSeconds(60)).until(service::isReady);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aFaultInMaintenanceIsRecordedAndNobodyIsTold() throws Exception {
        try (WebhookSink sink = new WebhookSink();
                Surroundings surroundings = new Surroundings()) {
            surroundings.contacts(webhook(sink.url()));
            surroundings.maintenance(
                    Instant.now().minusSeconds(60), Instant.now().plusSeconds(3600));
            String fault = violated(surroundings);
            await().atMost(SOON).until(() -> message(surroundings).equals("due: in maintenance"));

            JsonNode alert = alert(surroundings);
            assertThat(alert.path("_maintenance").toString())
                    .isEqualTo("[\"/maintenance/" + surroundings.group + "\"]");
            assertThat(alert.path("_cleared_on").isNull()).isTrue();

            surroundings.fault(surroundings.transition(UUID.randomUUID().toString(), fault, 1, 0, "2900"));
            await().atMost(SOON).until(() -> message(surroundings).startsWith("withdrawn: "));
            assertThat(sink.deliveries()).isEmpty();
        }
    }

    @Test
    void whoIsStillConcernedWhenTheWindowEndsIsToldThen() throws Exception {
        try (WebhookSink sink = new WebhookSink();
                Surroundings surroundings = new Surroundings()) {
            Instant end = Instant.now().plusSeconds(4);
            surroundings.contacts(webhook(sink.url()));
            surroundings.maintenance(Instant.now().minusSeconds(60), end);
            violated(surroundings);
            await().atMost(SOON).until(() -> sink.deliveries().size() == 1);
            assertThat(Instant.now()).isAfter(end);
        }
    }

    /** A fault that is told after the window is known. */
    private static String violated(Surroundings surroundings) {
        surroundings.rules(Surroundings.above("3000", 1));
        String fault = UUID.randomUUID().toString();
        surroundings.fault(
                surroundings.transition(fault, fault, 0, 1, "3100").setRuleSetVersion(surroundings.version()));
        return fault;
    }

    private JsonNode alert(Surroundings surroundings) {
        for (JsonNode alert : service.json("/v2/alert?size=1000")) {
            if (alert.path("_rule_set").asString("").equals("/rule_set/" + surroundings.ruleSet)) {
                return alert;
            }
        }
        throw new AssertionError("no alert of this test");
    }

    /** State of the one message. */
    private String message(Surroundings surroundings) {
        for (JsonNode message : service.json("/api/messages").path("messages")) {
            if (isOfAlert(surroundings, message)) {
                return message.path("state").asString("");
            }
        }
        return "";
    }

    private boolean isOfAlert(Surroundings surroundings, JsonNode message) {
        for (JsonNode alert : service.json("/v2/alert?size=1000")) {
            if (alert.path("_cid").equals(message.path("alert"))) {
                return alert.path("_rule_set").asString("").equals("/rule_set/" + surroundings.ruleSet);
            }
        }
        return false;
    }
}
