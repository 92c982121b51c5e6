package io.vedette.testsupport;

import io.vedette.local.servers.CassandraServer;
import io.vedette.local.servers.KafkaServer;
import io.vedette.local.servers.Login;
import io.vedette.local.servers.PostgresServer;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.servers.RedisServer;
import io.vedette.local.servers.ServerFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.opentest4j.TestAbortedException;

/** Servers from Maven artifacts, each in a folder of its own that goes when the JVM ends. */
final class EmbeddedServers {

    private EmbeddedServers() {}

    static PostgresAccess postgres() {
        String password = Passwords.generate();
        PostgresServer server =
                untilTheEnd("postgres", folders -> PostgresServer.start(folders, 0, password, Map.of("fsync", "off")));
        Login application = new Login("vedette_app", Passwords.generate());
        server.ensureApplication(application);
        return () -> {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            Login owner = new Login(name, Passwords.generate());
            server.ensureWebDatabase(name, owner);
            return new PostgresAccess.Database(server.jdbcUrl(name), owner, application);
        };
    }

    static RedisAccess redis() {
        String password = Passwords.generate();
        RedisServer server = untilTheEnd("redis", folders -> RedisServer.start(folders, 0, password));
        return new RedisAccess("127.0.0.1", server.port(), password);
    }

    static KafkaAccess kafka() {
        KafkaServer server = untilTheEnd("kafka", folders -> KafkaServer.start(folders, 0, Passwords.generate()));
        return new KafkaAccess(server.bootstrapServers(), server.clientProperties());
    }

    static CassandraAccess cassandra() {
        requireCassandra();
        CassandraServer server = untilTheEnd("cassandra", CassandraServer::start);
        return new CassandraAccess(server.contactPoint(), "datacenter1", "cassandra", "cassandra", server.keys());
    }

    /** Without what it needs the test is left out, and fails where CI is set. */
    static void requireCassandra() {
        CassandraServer.missing().ifPresent(what -> {
            String sentence = "Cassandra cannot be started: " + what;
            throw System.getenv("CI") == null
                    ? new TestAbortedException(sentence)
                    : new IllegalStateException(sentence);
        });
    }

    private static <T extends AutoCloseable> T untilTheEnd(String name, Function<ServerFolders, T> start) {
        Path home = temporary(name);
        T server = start.apply(new ServerFolders(home));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, home), name + "-end"));
        return server;
    }

    private static void end(AutoCloseable server, Path home) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        PrivateFiles.deleteRecursively(home);
    }

    private static Path temporary(String name) {
        try {
            return Files.createTempDirectory("vedette-test-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
