package io.vedette.configmonitor.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.configmonitor.ConfigTopic;
import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Person;
import io.vedette.contracts.kafka.RunningVersion;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.service.identity.Role;
import io.vedette.testsupport.TestServers;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.JsonNode;

/** Changes of a running Web DB, as Kafka hears of them. */
class AnnounceTests {
    private static final ConditionFactory WITHIN_A_SECOND =
            await().atMost(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(5));

    private final Running running = Running.shared();
    private final Person editor = running.newAccount(Role.EDITOR);
    private final long broker = running.newBroker();
    private ConfigTopic topic = new ConfigTopic(running);

    @BeforeEach
    void untilTheAnnouncerSpeaks() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> topic.last("account", editor.account()).hasAccount());
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void aChangeByRestIsOnKafkaWithinASecond() {
        JsonNode bundle = newBundle("by rest");
        String uuid = bundle.path("_check_uuids").get(0).asString();
        WITHIN_A_SECOND.until(
                () -> topic.last("check", uuid).getCheck().getName().equals("by rest"));

        running.ok("PUT", "/v2" + bundle.path("_cid").asString(), editor.token(), "{\"period\": 30}");
        WITHIN_A_SECOND.until(() -> topic.last("check", uuid).getCheck().getPeriodMs() == 30_000);

        ConfigResource heard = topic.last("check", uuid);
        assertThat(heard.getAccountId()).isEqualTo(editor.account());
        assertThat(heard.getCheck().getBrokerId()).isEqualTo(broker);
        assertThat(heard.getCheck().getConfigMap()).containsEntry("url", "http://127.0.0.1/");
    }

    @Test
    void aChangeByPsqlCountsLikeOneByRest() {
        String uuid = newBundle("by psql").path("_check_uuids").get(0).asString();
        WITHIN_A_SECOND.until(() -> topic.last("check", uuid).hasCheck());
        long before = topic.last("check", uuid).getVersion();

        running.psql()
                .sql("update check_bundle set target = 'elsewhere', version = 1 where display_name = 'by psql'")
                .update();
        WITHIN_A_SECOND.until(
                () -> topic.last("check", uuid).getCheck().getTarget().equals("elsewhere"));
        assertThat(topic.last("check", uuid).getVersion()).isGreaterThan(before);
    }

    @Test
    void whatIsDeletedIsAnnouncedAsGoneWithAHigherVersion() {
        JsonNode bundle = newBundle("to be deleted");
        String uuid = bundle.path("_check_uuids").get(0).asString();
        WITHIN_A_SECOND.until(() -> topic.last("check", uuid).hasCheck());
        long version = topic.last("check", uuid).getVersion();

        running.ok("DELETE", "/v2" + bundle.path("_cid").asString(), editor.token(), null);
        WITHIN_A_SECOND.until(() -> topic.last("check", uuid).getDeleted());
        assertThat(topic.last("check", uuid).getVersion()).isGreaterThan(version);
        assertThat(topic.last("check", uuid).getAccountId()).isEqualTo(editor.account());
    }

    @Test
    void aLateCommitIsAnnouncedThoughLaterChangesWereBefore() throws SQLException {
        long early = newGroup("early");
        long late = newGroup("late");
        try (Connection idle = running.psqlSession();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.executeUpdate("update contact_group set name = 'committed late' where id = " + early);
            rename(late, "committed first");
            WITHIN_A_SECOND.until(() -> nameOf(late).equals("committed first"));
            idle.commit();
        }
        WITHIN_A_SECOND.until(() -> nameOf(early).equals("committed late"));
    }

    @Test
    void everythingIsAnnouncedAnewInAGenerationAboveAllBefore() {
        long group = newGroup("announced twice");
        WITHIN_A_SECOND.until(() -> nameOf(group).equals("announced twice"));
        long before = topic.last("contact_group", group).getRestoreGeneration();
        JsonNode begun = running.send(
                        "POST", "/api/config-announcements", null, "{}", "X-Vedette-Operator-Key", Running.OPERATOR_KEY)
                .json();
        assertThat(begun.path("resources").asLong()).isPositive();
        assertThat(begun.path("generation").asLong()).isGreaterThan(before);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> topic.last("contact_group", group).getRestoreGeneration()
                        >= begun.path("generation").asLong());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> running.ok("GET", "/api/config-announcements", adminToken(), null)
                                .path("waiting")
                                .asLong()
                        == 0);
    }

    private String adminToken() {
        return running.newUser(1, Role.ADMIN).token();
    }

    @Test
    void twoTransactionsOnOneResourceAreAnnouncedAsTheLastLeftIt() throws SQLException {
        long group = newGroup("before");
        long other = newGroup("other");
        WITHIN_A_SECOND.until(() -> nameOf(group).equals("before"));
        try (Connection first = running.psqlSession();
                Connection second = running.psqlSession();
                Statement one = first.createStatement();
                Statement two = second.createStatement()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            // The first takes its version first and commits last.
            one.executeUpdate("update contact_group set name = 'of the first' where id = " + other);
            two.executeUpdate("update contact_group set name = 'of the second' where id = " + group);
            second.commit();
            one.executeUpdate("update contact_group set name = name || ', then the first' where id = " + group);
            first.commit();
        }
        WITHIN_A_SECOND.until(() -> nameOf(group).equals("of the second, then the first"));
        WITHIN_A_SECOND.until(() -> nameOf(other).equals("of the first"));
        assertThat(topic.last("contact_group", group).getVersion()).isEqualTo(versionOf(group));
    }

    @Test
    void whatIsRolledBackIsNotAnnounced() throws SQLException {
        long group = newGroup("stays");
        WITHIN_A_SECOND.until(() -> nameOf(group).equals("stays"));
        long heard =
                topic.keys().stream().filter(("contact_group/" + group)::equals).count();
        try (Connection session = running.psqlSession();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.executeUpdate("update contact_group set name = 'never' where id = " + group);
            session.rollback();
        }
        long after = newGroup("announced after it");
        WITHIN_A_SECOND.until(() -> nameOf(after).equals("announced after it"));
        assertThat(topic.keys().stream()
                        .filter(("contact_group/" + group)::equals)
                        .count())
                .isEqualTo(heard);
    }

    @Test
    void rowsThatComeByCopyAreAnnounced() throws Exception {
        String rows = "%1$d\tcopied one\n%1$d\tcopied two\n".formatted(editor.account());
        try (Connection session = running.psqlSession();
                Statement statement = session.createStatement()) {
            CopyManager copy = session.unwrap(PGConnection.class).getCopyAPI();
            // Under row security Postgres takes a COPY by way of another table only; past it, by a superuser, triggers
            // fire like here.
            assertThatThrownBy(() ->
                            copy.copyIn("copy contact_group (account_id, name) from stdin", new StringReader(rows)))
                    .hasMessageContaining("row-level security");
            statement.execute("create temp table staged (account_id bigint, name text)");
            copy.copyIn("copy staged from stdin", new StringReader(rows));
            statement.executeUpdate("insert into contact_group (account_id, name) select account_id, name from staged");
        }
        for (Long id : running.psql()
                .sql("select id from contact_group where name like 'copied %' and account_id = ?")
                .param(editor.account())
                .query(Long.class)
                .list()) {
            WITHIN_A_SECOND.until(() -> nameOf(id).startsWith("copied "));
        }
        assertThat(running.psql()
                        .sql("select count(*) from audit where account_id = ? and after ->> 'name' like 'copied %'")
                        .param(editor.account())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whoIsBehindIsShown() {
        String token = adminToken();
        Map<String, Object> client = new HashMap<>(TestServers.kafka().clientProperties());
        client.put(ConsumerConfig.GROUP_ID_CONFIG, RunningVersion.group("test"));
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(List.of(RunningVersion.PARTITION));
            reader.seekToBeginning(List.of(RunningVersion.PARTITION));
            reader.pause(List.of(RunningVersion.PARTITION));
            RunningVersion version = new RunningVersion();
            awaitBehind(reader, version, token, true);
            reader.resume(List.of(RunningVersion.PARTITION));
            reader.seekToEnd(List.of(RunningVersion.PARTITION));
            awaitBehind(reader, version, token, false);
        }
    }

    private void awaitBehind(
            KafkaConsumer<byte[], byte[]> reader, RunningVersion version, String token, boolean behind) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            reader.poll(Duration.ofMillis(50));
            version.tell(reader);
            assertThat(isBehind(token)).isEqualTo(behind);
        });
    }

    private boolean isBehind(String token) {
        JsonNode readers = running.ok("GET", "/api/config-announcements/readers", token, null);
        for (JsonNode one : readers.path("readers")) {
            if (one.path("service").asString().equals("test")) {
                return one.path("isBehind").asBoolean();
            }
        }
        throw new AssertionError("not shown: " + readers);
    }

    private long versionOf(long group) {
        return running.psql()
                .sql("select version from contact_group where id = ?")
                .param(group)
                .query(Long.class)
                .single();
    }

    @Test
    void truncateIsADeleteOfEverything() {
        long token = running.psql()
                .sql("insert into stratcon (name) values ('gone soon') returning id")
                .query(Long.class)
                .single();
        WITHIN_A_SECOND.until(() -> topic.last("stratcon", token).hasStratcon());
        running.psql().sql("truncate stratcon").update();
        WITHIN_A_SECOND.until(() -> topic.last("stratcon", token).getDeleted());
    }

    @Test
    void aRowThatCannotBeToldIsSetAsideAndHindersNoOther() {
        long broken = newGroup("broken");
        long sound = newGroup("sound");
        running.psql()
                .sql("update contact_group set contacts = '{\"users\": 7}' where id = ?")
                .param(broken)
                .update();
        rename(sound, "heard");
        await().atMost(Duration.ofSeconds(5)).until(() -> nameOf(sound).equals("heard"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> running.psql()
                                .sql("select count(*) from config_outbox where refused is not null")
                                .query(Long.class)
                                .single()
                        == 1);

        running.psql()
                .sql("update contact_group set contacts = '{}', name = 'mended' where id = ?")
                .param(broken)
                .update();
        WITHIN_A_SECOND.until(() -> nameOf(broken).equals("mended"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> running.psql()
                                .sql("select count(*) from config_outbox")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    @Test
    void aBrokersAddressIsAnnouncedUntilItRetires() {
        WITHIN_A_SECOND.until(() -> topic.isDialled(broker));
        running.psql()
                .sql("update broker set retired = true where id = ?")
                .param(broker)
                .update();
        WITHIN_A_SECOND.until(() -> !topic.isDialled(broker));
        assertThat(topic.last("broker", broker).getBroker().getRetired()).isTrue();
    }

    private JsonNode newBundle(String name) {
        return running.ok("POST", "/v2/check_bundle", editor.token(), """
            {"type": "http", "target": "127.0.0.1", "display_name": "%s", "brokers": ["/broker/%d"],
             "config": {"url": "http://127.0.0.1/"}}\
            """.formatted(name, broker));
    }

    private long newGroup(String name) {
        return running.psql()
                .sql("insert into contact_group (account_id, name) values (?, ?) returning id")
                .params(editor.account(), name)
                .query(Long.class)
                .single();
    }

    private void rename(long group, String name) {
        running.psql()
                .sql("update contact_group set name = ? where id = ?")
                .params(name, group)
                .update();
    }

    private String nameOf(long group) {
        return topic.last("contact_group", group).getContactGroup().getName();
    }
}
