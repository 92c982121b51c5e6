package io.vedette.testsupport;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import io.vedette.local.servers.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Servers as containers. Testcontainers' own reaper ends them when this JVM is killed. */
final class Containers {

    private static final String POSTGRES = "postgres:18";
    private static final String REDIS = "redis:8";
    private static final String KAFKA = "apache/kafka:4.1.0";
    private static final long PULL_SECONDS = 20;
    private static final int REDIS_PORT = 6379;

    private Containers() {}

    /** Why there can be no containers at all; empty when a Docker engine answers. */
    static String reasonAgainst() {
        boolean mayBeThere = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return mayBeThere && DockerClientFactory.instance().isDockerAvailable() ? "" : "no Docker engine answers";
    }

    static PostgresAccess postgres() {
        requireImage(POSTGRES);
        PostgreSQLContainer container = new PostgreSQLContainer(DockerImageName.parse(POSTGRES))
                .withUsername("postgres")
                .withPassword(Passwords.generate())
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=120");
        container.start();
        Login application = new Login("vedette_app", Passwords.generate());
        execute(
                container,
                "CREATE ROLE vedette_app LOGIN PASSWORD '" + application.password() + "'",
                "CREATE ROLE vedette_system NOLOGIN",
                "GRANT vedette_system TO vedette_app WITH INHERIT FALSE, SET TRUE");
        return () -> newDatabase(container, application);
    }

    @SuppressWarnings("resource") // lives until the JVM ends
    static RedisAccess redis() {
        requireImage(REDIS);
        String password = Passwords.generate();
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(REDIS))
                .withExposedPorts(REDIS_PORT)
                .withCommand("redis-server", "--requirepass", password, "--appendonly", "yes");
        container.start();
        return new RedisAccess(container.getHost(), container.getMappedPort(REDIS_PORT), password);
    }

    @SuppressWarnings("resource") // lives until the JVM ends
    static KafkaAccess kafka() {
        requireImage(KAFKA);
        KafkaContainer container = new KafkaContainer(DockerImageName.parse(KAFKA))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        container.start();
        String servers = container.getBootstrapServers();
        return new KafkaAccess(servers, Map.of("bootstrap.servers", servers));
    }

    private static PostgresAccess.Database newDatabase(PostgreSQLContainer container, Login application) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        Login owner = new Login(name, Passwords.generate());
        execute(
                container,
                "CREATE ROLE " + name + " LOGIN PASSWORD '" + owner.password() + "'",
                "GRANT vedette_system TO " + name,
                "CREATE DATABASE " + name + " OWNER " + name);
        String url = "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/" + name;
        return new PostgresAccess.Database(url, owner, application);
    }

    private static void execute(PostgreSQLContainer container, String... commands) {
        try (Connection connection = DriverManager.getConnection(
                        container.getJdbcUrl(), container.getUsername(), container.getPassword());
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the container's Postgres refuses", e);
        }
    }

    private static void requireImage(String image) {
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(image).exec();
        } catch (NotFoundException absent) {
            pull(docker, image);
        }
    }

    private static void pull(DockerClient docker, String image) {
        try {
            if (!docker.pullImageCmd(image).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(image + " is not pulled within " + PULL_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
