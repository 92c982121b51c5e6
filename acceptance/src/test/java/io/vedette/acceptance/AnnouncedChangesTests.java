package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.ConfigResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Config monitor, Postgres and Kafka are killed in the middle of changes: what was answered 2xx is announced, and nothing else. */
class AnnouncedChangesTests {
    private static final int WRITERS = 3;
    private static final int ENOUGH = 10;
    /** A start takes long beside a build. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Suite suite = Suite.shared();
    private final String mark = "killed-" + UUID.randomUUID().toString().substring(0, 8);
    private final String broker = suite.brokerCid();

    /** By uuid, the names that a check may have; empty for one that is gone. */
    private final Map<String, Set<String>> expected = new ConcurrentHashMap<>();

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private enum Outcome {
        DONE,
        REFUSED,
        /** Nobody answered: it may have been done. */
        UNKNOWN
    }

    @Test
    void whatWasAnsweredIsAnnouncedWhoeverIsKilled() throws Exception {
        killed(1);
    }

    @Test
    @Tag("long")
    void whatWasAnsweredIsAnnouncedHoweverOftenTheyAreKilled() throws Exception {
        killed(5);
    }

    private void killed(int rounds) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        for (int n = 0; n < WRITERS; n++) {
            String writer = mark + "-" + n;
            writers.add(Thread.ofVirtual().start(() -> write(writer, done)));
        }
        for (int round = 0; round < rounds; round++) {
            killedTogether("config-monitor-service", "kafka");
            killedTogether("postgres");
        }
        int before = expected.size();
        Wait.until("changes are made again", () -> expected.size() >= before + ENOUGH);
        done.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
        Wait.until(
                "nothing waits to be announced",
                () -> suite.door()
                                .get("/api/config-announcements")
                                .json(200)
                                .get("waiting")
                                .asInt()
                        == 0);
        compare();
    }

    private void killedTogether(String... victims) {
        int before = expected.size();
        Wait.until("changes are made", () -> expected.size() >= before + ENOUGH);
        for (String victim : victims) {
            suite.kill(victim);
        }
        for (String victim : victims) {
            await(victim + " is healthy").atMost(PATIENCE).until(() -> isHealthy(victim));
        }
    }

    private boolean isHealthy(String victim) {
        try {
            suite.awaitHealthy(victim);
            return true;
        } catch (ConditionTimeoutException slow) {
            return false;
        }
    }

    private void write(String writer, AtomicBoolean done) {
        for (int n = 0; !done.get(); n++) {
            String name = writer + "-" + n;
            JsonNode[] made = new JsonNode[1];
            Outcome created = sent("POST", "/v2/check_bundle", """
                    {"type": "httptrap", "target": "t", "display_name": "%s", "brokers": ["%s"]}\
                    """.formatted(name, broker), name, made);
            if (created == Outcome.DONE) {
                goOn(made[0], name, n);
            }
        }
    }

    private void goOn(JsonNode bundle, String name, int n) {
        String path = "/v2" + bundle.get("_cid").asString();
        Set<String> names = new HashSet<>(Set.of(name));
        String renamed = name + "-renamed";
        Outcome change = sent("PUT", path, "{\"display_name\": \"%s\"}".formatted(renamed), renamed, new JsonNode[1]);
        if (change == Outcome.DONE) {
            names.clear();
        }
        if (change != Outcome.REFUSED) {
            names.add(renamed);
        }
        Outcome deletion = n % 3 == 0 ? sent("DELETE", path, null, "", new JsonNode[1]) : Outcome.REFUSED;
        if (deletion == Outcome.DONE) {
            names.clear();
        }
        if (deletion != Outcome.REFUSED) {
            names.add("");
        }
        expected.put(bundle.get("_check_uuids").get(0).asString(), names);
    }

    private Outcome sent(
            String method,
            String path,
            @org.jspecify.annotations.Nullable String body,
            String name,
            JsonNode[] answered) {
        try {
            Answer answer = suite.door().send(method, path, body);
            if (answer.status() / 100 == 2) {
                answered[0] = answer.json(answer.status());
                return Outcome.DONE;
            }
            if (answer.status() < 500) {
                refused.add(name);
                return Outcome.REFUSED;
            }
        } catch (RuntimeException nobodyAnswers) {
            return Outcome.UNKNOWN;
        }
        return Outcome.UNKNOWN;
    }

    private void compare() throws SQLException, InvalidProtocolBufferException {
        Set<String> heard = new HashSet<>();
        Map<String, String> announced = announced(heard);
        Set<String> committed = new HashSet<>();
        Map<String, String> stored = stored(committed);
        assertThat(announced).as("the topic says what the Web DB holds").isEqualTo(stored);
        expected.forEach((uuid, names) -> assertThat(announced.getOrDefault(uuid, ""))
                .as("what was answered")
                .isIn(names));
        assertThat(committed).as("nothing else was ever said").containsAll(heard);
        assertThat(heard).as("nothing that was refused").noneMatch(refused::contains);
    }

    /** Names by uuid of the marked checks as they are announced. */
    private Map<String, String> announced(Set<String> heard) throws InvalidProtocolBufferException {
        Map<String, String> latest = new HashMap<>();
        TopicPartition topic = new TopicPartition(Topic.CONFIG.title(), 0);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(suite.kafkaProperties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(topic));
            consumer.seekToBeginning(List.of(topic));
            long end = consumer.endOffsets(List.of(topic)).getOrDefault(topic, 0L);
            while (consumer.position(topic) < end) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    ConfigResource resource = ConfigResource.parseFrom(record.value());
                    String uuid = record.key().substring(record.key().indexOf('/') + 1);
                    Check check = resource.getCheck();
                    if (check.getName().startsWith(mark)) {
                        heard.add(check.getName());
                        latest.put(uuid, check.getName());
                    } else if (resource.getDeleted()) {
                        latest.remove(uuid);
                    }
                }
            }
        }
        return latest;
    }

    /** The same as they stand in the Web DB. */
    private Map<String, String> stored(Set<String> committed) throws SQLException {
        Map<String, String> stored = new HashMap<>();
        try (Connection psql = DriverManager.getConnection(suite.webDbUrl(), suite.webDbUser(), suite.webDbPassword());
                Statement statement = psql.createStatement()) {
            try (ResultSet row = statement.executeQuery("""
                    select c.uuid::text, b.display_name from bundle_check c join check_bundle b on b.id = c.bundle_id
                    where b.display_name like '%s%%'""".formatted(mark))) {
                while (row.next()) {
                    stored.put(row.getString(1), row.getString(2));
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "select after ->> 'display_name' from audit where kind = 'check_bundle' and after ->> 'display_name' like '"
                            + mark + "%'")) {
                while (row.next()) {
                    committed.add(row.getString(1));
                }
            }
        }
        return stored;
    }
}
