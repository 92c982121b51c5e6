package io.vedette.configmonitor.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.configmonitor.ConfigTopic;
import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Person;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.service.identity.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
        return running.newUser(editor.account(), Role.ADMIN).token();
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
                 "config": {"url": "http://127.0.0.1/"}}""".formatted(name, broker));
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
