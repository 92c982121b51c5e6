package io.vedette.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTests {

    @TempDir
    Path home;

    @Test
    void keepsTopicsOverAKillAndAStop() throws Exception {
        try (KafkaServer server = start("firstPassword1");
                Admin admin = Admin.create(new HashMap<>(server.clientProperties()))) {
            admin.createTopics(List.of(new NewTopic("vedette.kept", Optional.of(3), Optional.empty())))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        }
        try (KafkaServer server = start("secondPassword1");
                Admin admin = Admin.create(new HashMap<>(server.clientProperties()))) {
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains("vedette.kept");
        }
        assertThat(Files.readString(home.resolve("log/kafka.log"))).doesNotContain("firstPassword1", "WARNING:");
    }

    @Test
    void letsNobodyInWithAWrongPassword() {
        try (KafkaServer server = start("rightPassword1")) {
            Map<String, Object> wrong = new HashMap<>(server.clientProperties());
            wrong.compute(
                    "sasl.jaas.config", (key, jaas) -> String.valueOf(jaas).replace("rightPassword1", "wrong"));
            try (Admin admin = Admin.create(wrong)) {
                assertThatThrownBy(() -> admin.listTopics().names().get(20, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    private KafkaServer start(String password) {
        return KafkaServer.start(new ServerFolders(home), 0, password);
    }
}
