package io.vedette.alerting;

import static io.vedette.alerting.Surroundings.user;
import static io.vedette.alerting.Surroundings.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole service: samples in, people told; without an SMTP server. */
class FaultToPersonTests {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void faultIsToldOnceUnderOneKeyWhateverIsRestartedMeanwhile(@TempDir Path home) throws Exception {
        Database webDb = TestServers.postgres().newDatabase();
        try (Surroundings surroundings = new Surroundings();
                WebhookSink sink = new WebhookSink(WebhookSink.Answer.LOSE)) {
            surroundings.contacts(user(5), webhook(sink.url()));
            surroundings.rules(Surroundings.above("3000", 1));

            try (RunningAlerting service = start(webDb, home)) {
                assertThat(service.isReady()).isFalse();
                RunningAlerting.migrate(webDb);
                await().atMost(SOON).until(service::isReady);
                surroundings.rpm(3100);
                await().atMost(SOON).until(() -> !sink.deliveries().isEmpty());
            }
            surroundings.rpmAgain(3100);
            surroundings.rpm(3200);
            try (RunningAlerting service = start(webDb, home)) {
                await().atMost(SOON).until(() -> service.count("vedette.detect.samples") >= 1);
                await().atMost(SOON).until(() -> states(service).contains("\"delivered\""));
                assertThat(sink.keys()).hasSize(1);
                assertThat(service.json("/v2/alert?search=(active:1)")).hasSize(1);

                surroundings.rpm(10);
                await().atMost(SOON).until(() -> sink.keys().size() == 2);
                await().atMost(SOON)
                        .until(() -> service.json("/v2/alert?search=(active:1)").isEmpty());
                assertThat(sink.keys()).hasSize(2);
                assertThat(service.json("/api/messages").get("smtp").asBoolean())
                        .isFalse();
                assertThat(states(service)).contains("\"kept: no SMTP server is configured\"");
            }
        }
    }

    @Test
    void detectionAndNotificationRunApartAndSilenceIsNoticed(@TempDir Path home) throws Exception {
        Database webDb = TestServers.postgres().newDatabase();
        RunningAlerting.migrate(webDb);
        try (Surroundings surroundings = new Surroundings();
                WebhookSink sink = new WebhookSink();
                RunningAlerting detection = start(
                        webDb,
                        home,
                        "--spring.profiles.active=detection",
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere")) {
            surroundings.contacts(webhook(sink.url()));
            surroundings.rules(Surroundings.above("3000", 1), Surroundings.absent("2", 2));
            await().atMost(SOON).until(detection::isReady);
            surroundings.rpm(10);
            await().atMost(SOON).pollInterval(Duration.ofMillis(250)).until(() -> {
                surroundings.report();
                return detection.count("vedette.detect.transitions") == 1;
            });

            try (RunningAlerting notification = start(webDb, home, "--spring.profiles.active=notification")) {
                await().atMost(SOON).until(() -> sink.deliveries().size() == 1);
                assertThat(sink.deliveries().getFirst().body()).contains("on absence 2");
                assertThat(notification.json("/api/alerts?active=true").get("alerts"))
                        .hasSize(1);
            }
        }
    }

    private static RunningAlerting start(Database webDb, Path home, String... settings) {
        return RunningAlerting.start(webDb, home, settings);
    }

    private static String states(RunningAlerting service) {
        StringBuilder states = new StringBuilder();
        for (JsonNode message : service.json("/api/messages").get("messages")) {
            states.append(message.get("state")).append(' ');
        }
        return states.toString();
    }
}
