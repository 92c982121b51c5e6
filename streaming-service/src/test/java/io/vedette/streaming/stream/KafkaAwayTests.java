package io.vedette.streaming.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.local.servers.KafkaServer;
import io.vedette.local.servers.ServerFolders;
import io.vedette.streaming.SseReader;
import io.vedette.streaming.TestIdentity;
import io.vedette.streaming.TestRiver;
import io.vedette.streaming.check.CheckDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.util.FileSystemUtils;

/** A Kafka of its own, to be stopped and started. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "vedette.viewer.probe=1s")
@Import(TestIdentity.class)
@TestConstructor(autowireMode = AutowireMode.ALL)
@DirtiesContext
class KafkaAwayTests {
    private static final long OURS = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "kafkaAway1";

    private static final Path HOME = Path.of("target", "kafka-away-" + System.nanoTime());

    private static KafkaServer kafka = start(0);

    private final int port;
    private final CheckDirectory directory;

    KafkaAwayTests(@LocalServerPort int port, CheckDirectory directory) {
        this.port = port;
        this.directory = directory;
    }

    private static KafkaServer start(int port) {
        return KafkaServer.start(new ServerFolders(HOME.toAbsolutePath()), port, PASSWORD);
    }

    @DynamicPropertySource
    static void kafka(DynamicPropertyRegistry properties) {
        Map<String, String> client = kafka.clientProperties();
        properties.add("spring.kafka.bootstrap-servers", kafka::bootstrapServers);
        properties.add("spring.kafka.security.protocol", () -> client.get("security.protocol"));
        for (String name : new String[] {"sasl.mechanism", "sasl.jaas.config"}) {
            properties.add("spring.kafka.properties." + name, () -> client.get(name));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        kafka.close();
        FileSystemUtils.deleteRecursively(HOME);
    }

    @Test
    void saysSoWhenKafkaGoesAwayAndGoesOnWhenItIsBack() {
        await().atMost(PATIENCE).until(directory::isComplete);
        UUID check;
        try (TestRiver river = new TestRiver(kafka.clientProperties())) {
            check = river.check(OURS);
        }
        await().atMost(PATIENCE).until(() -> directory.find(check).isPresent());
        String path = "/api/stream?metric=" + check + "/cpu";
        try (SseReader page = SseReader.open(port, path, OURS)) {
            kafka.close();
            await().atMost(PATIENCE).until(() -> page.named("degraded").size() == 1);
            try (SseReader late = SseReader.open(port, path, OURS)) {
                await().atMost(PATIENCE).until(() -> late.named("degraded").size() == 1);
            }
            kafka = start(kafka.port());
            await().atMost(PATIENCE).until(() -> page.named("recovered").size() == 1);
            try (TestRiver river = new TestRiver(kafka.clientProperties())) {
                river.batch(check, OURS, batch -> batch.stream("cpu").real(1, 1));
                await().atMost(PATIENCE).until(() -> page.named("sample").size() == 1);
            }
            assertThat(page.named("degraded")).hasSize(1);
        }
    }
}
