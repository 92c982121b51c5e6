package io.vedette.configmonitor.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.configmonitor.ConfigTopic;
import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Person;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.local.servers.KafkaServer;
import io.vedette.local.servers.ServerFolders;
import io.vedette.service.identity.Role;
import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a config monitor finds when it comes back, or Kafka does. */
class RestartTests {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void whatChangedWhileItWasAwayIsAnnouncedAfterItsStart() {
        Database database = TestServers.postgres().newDatabase();
        long account;
        try (Running first = Running.start(database, Map.of())) {
            account = first.newAccount(Role.VIEWER).account();
        }
        JdbcClient psql = psql(database);
        psql.sql("update account set name = 'renamed meanwhile' where id = ?")
                .param(account)
                .update();
        try (Running second = Running.start(database, Map.of());
                ConfigTopic topic = new ConfigTopic(second)) {
            await().atMost(SOON)
                    .until(() -> topic.last("account", account)
                            .getAccount()
                            .getName()
                            .equals("renamed meanwhile"));
            await().atMost(SOON).until(() -> waiting(psql) == 0);
        }
    }

    @Test
    void atItsStartTheTopicIsMadeEqualToTheDatabase() {
        Database database = TestServers.postgres().newDatabase();
        Person kept;
        Person gone;
        try (Running first = Running.start(database, Map.of());
                ConfigTopic topic = new ConfigTopic(first)) {
            kept = first.newAccount(Role.VIEWER);
            gone = first.newAccount(Role.VIEWER);
            await().atMost(SOON).until(() -> topic.last("user", gone.user()).hasUser());
        }
        JdbcClient psql = psql(database);
        psql.sql("alter table app_user disable trigger announce_change").update();
        psql.sql("delete from app_user where id = ?").param(gone.user()).update();
        psql.sql("update app_user set first_name = 'Unheard' where id = ?")
                .param(kept.user())
                .update();
        psql.sql("alter table app_user enable trigger announce_change").update();
        assertThat(waiting(psql)).isZero();
        try (Running second = Running.start(database, Map.of());
                ConfigTopic topic = new ConfigTopic(second)) {
            await().atMost(SOON).until(() -> topic.last("user", gone.user()).getDeleted());
            await().atMost(SOON)
                    .until(() -> topic.last("user", kept.user())
                            .getUser()
                            .getFirstName()
                            .equals("Unheard"));
        }
    }

    @Test
    void aTopicAheadOfTheDatabaseMakesItSpeakInANewGeneration() throws Exception {
        Database database = TestServers.postgres().newDatabase();
        Person person;
        try (Running first = Running.start(database, Map.of());
                ConfigTopic topic = new ConfigTopic(first)) {
            person = first.newAccount(Role.VIEWER);
            await().atMost(SOON).until(() -> topic.last("user", person.user()).hasUser());
            say(
                    topic.last("user", person.user()).toBuilder()
                            .setVersion(1_000_000)
                            .setDeleted(true)
                            .build(),
                    person);
        }
        try (Running restored = Running.start(database, Map.of());
                ConfigTopic topic = new ConfigTopic(restored)) {
            await().atMost(SOON)
                    .until(() -> topic.last("user", person.user()).hasUser()
                            && topic.last("user", person.user()).getRestoreGeneration() >= 2);
        }
    }

    @Test
    void whileKafkaIsAwayRestGoesOnAndChangesWait(@TempDir Path home) {
        ServerFolders folders = new ServerFolders(home);
        KafkaServer kafka = KafkaServer.start(folders, 0, "kafkaOfTheTest");
        Database database = TestServers.postgres().newDatabase();
        Map<String, String> client = kafka.clientProperties();
        try (Running running = Running.start(database, Running.kafka(client))) {
            Person admin = running.newAccount(Role.ADMIN);
            await().atMost(SOON).until(() -> waiting(running.psql()) == 0);
            kafka.close();

            running.ok("PUT", "/v2/account/current", admin.token(), "{\"name\": \"renamed in the dark\"}");
            assertThat(waiting(running.psql())).isEqualTo(1);

            kafka = KafkaServer.start(folders, kafka.port(), "kafkaOfTheTest");
            try (ConfigTopic topic = new ConfigTopic(running, client)) {
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> topic.last("account", admin.account())
                                .getAccount()
                                .getName()
                                .equals("renamed in the dark"));
            }
            await().atMost(SOON).until(() -> waiting(running.psql()) == 0);
        } finally {
            kafka.close();
        }
    }

    private static void say(ConfigResource resource, Person person) throws Exception {
        try (KafkaProducer<String, byte @Nullable []> producer = new KafkaProducer<>(
                new HashMap<>(TestServers.kafka().clientProperties()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.CONFIG.title(), "user/" + person.user(), resource.toByteArray()))
                    .get();
        }
    }

    private static long waiting(JdbcClient psql) {
        return psql.sql("select count(*) from config_outbox").query(Long.class).single();
    }

    private static JdbcClient psql(Database database) {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }
}
