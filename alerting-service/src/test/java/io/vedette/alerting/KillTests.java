package io.vedette.alerting;

import static io.vedette.alerting.Surroundings.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.alerting.WebhookSink.Answer;
import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Promise 5: a fault notifies once. */
class KillTests {
    private static final int ROUNDS = 5;
    private static final int CHANGES = 10;

    @Test
    @Tag("long")
    void eachTransitionReachesTheWebhookUnderExactlyOneKeyHoweverOftenTheServiceIsKilled(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Database webDb = TestServers.postgres().newDatabase();
        RunningAlerting.migrate(webDb);
        try (Surroundings surroundings = new Surroundings();
                WebhookSink sink = new WebhookSink(Answer.FINE, Answer.LOSE, Answer.FAIL, Answer.FINE, Answer.LOSE)) {
            surroundings.contacts(webhook(sink.url()));
            surroundings.rules(Surroundings.above("3000", 1));
            List<String> settings = RunningAlerting.settings(webDb, home);
            settings.addAll(
                    List.of("--server.port=0", "--vedette.notify.first-retry=50ms", "--vedette.notify.lease=3s"));

            for (int round = 0; round < ROUNDS; round++) {
                int told = sink.deliveries().size();
                AlertingProcess process = AlertingProcess.start(settings, home.resolve("log"));
                try {
                    for (int change = 0; change < CHANGES; change++) {
                        surroundings.rpm(change % 2 == 0 ? 3100 : 10);
                    }
                    int enough = told + random.nextInt(CHANGES);
                    await().atMost(Duration.ofMinutes(3))
                            .until(() -> sink.deliveries().size() > enough);
                } finally {
                    process.kill();
                }
            }
            try (RunningAlerting service = RunningAlerting.start(webDb, home, "--vedette.notify.lease=3s")) {
                await().atMost(Duration.ofMinutes(3)).until(() -> sink.keys().size() >= ROUNDS * CHANGES);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> service.json("/v2/alert?search=(active:1)").isEmpty());
                assertThat(service.json("/v2/alert?size=1000")).hasSize(ROUNDS * CHANGES / 2);
            }
            assertThat(sink.keys()).as("seed %d", seed).hasSize(ROUNDS * CHANGES);
            assertThat(sink.deliveries().stream()
                            .collect(Collectors.groupingBy(
                                    WebhookSink.Delivery::key,
                                    Collectors.mapping(WebhookSink.Delivery::body, Collectors.toSet())))
                            .values())
                    .allSatisfy(bodies -> assertThat(bodies).hasSize(1));
        }
    }
}
