package io.vedette.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TestServersTests {

    @Test
    void givesEveryTestAnEmptyDatabaseOfItsOwn() throws SQLException {
        PostgresAccess.Database first = TestServers.postgres().newDatabase();
        PostgresAccess.Database second = TestServers.postgres().newDatabase();

        createTable(first);
        createTable(second);

        assertThat(first.jdbcUrl()).isNotEqualTo(second.jdbcUrl());
    }

    @Test
    void startsEachServerOnce() {
        assertThat(TestServers.redis()).isSameAs(TestServers.redis());
        assertThat(TestServers.kafka()).isSameAs(TestServers.kafka());
        assertThat(TestServers.postgres()).isSameAs(TestServers.postgres());
    }

    @Test
    void forgetsTopicsWhenCleared() throws Exception {
        KafkaAccess kafka = TestServers.kafka();
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka.clientProperties()))) {
            admin.createTopics(List.of(new NewTopic("passing", Optional.of(1), Optional.empty())))
                    .all()
                    .get(20, TimeUnit.SECONDS);

            kafka.clear();

            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).doesNotContain("passing");
        }
    }

    @Test
    void clearsRedis() throws Exception {
        RedisAccess redis = TestServers.redis();

        redis.clear();

        try (Socket socket = new Socket(redis.host(), redis.port())) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void startsACassandraThatSpeaksItsProtocol() throws Exception {
        String[] contactPoint = TestServers.cassandra().contactPoint().split(":");
        byte[] options = {4, 0, 0, 0, 5, 0, 0, 0, 0};
        try (Socket socket = new Socket(contactPoint[0], Integer.parseInt(contactPoint[1]))) {
            socket.getOutputStream().write(options);

            byte[] supported = socket.getInputStream().readNBytes(5);

            assertThat(supported).containsExactly(0x84, 0, 0, 0, 6);
        }
        assertThat(TestServers.cassandra()).isSameAs(TestServers.cassandra());
    }

    private static void createTable(PostgresAccess.Database database) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE only_one (number int)");
        }
    }
}
