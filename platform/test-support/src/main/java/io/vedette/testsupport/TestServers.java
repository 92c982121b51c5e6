package io.vedette.testsupport;

import io.vedette.local.servers.CassandraServer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The servers of this test JVM: each starts when first asked for and lives until the JVM ends. Safe from any thread. */
public final class TestServers {

    private static final Once<PostgresAccess> POSTGRES =
            new Once<>(() -> choose("Postgres", Containers::postgres, EmbeddedServers::postgres));
    private static final Once<RedisAccess> REDIS =
            new Once<>(() -> choose("Redis", Containers::redis, EmbeddedServers::redis));
    private static final Once<KafkaAccess> KAFKA =
            new Once<>(() -> choose("Kafka", Containers::kafka, EmbeddedServers::kafka));

    private static final Once<CassandraAccess> CASSANDRA = new Once<>(TestServers::startCassandra);

    private TestServers() {}

    public static PostgresAccess postgres() {
        return POSTGRES.get();
    }

    public static RedisAccess redis() {
        return REDIS.get();
    }

    public static KafkaAccess kafka() {
        return KAFKA.get();
    }

    /** Leaves the test out where no Java 17 is found, which its server runs on. */
    public static CassandraAccess cassandra() {
        return CASSANDRA.get();
    }

    /** Three nodes and more of the test's own, each to be closed; left out likewise. */
    public static List<CassandraServer> cassandraRing(Path home, int nodes) {
        EmbeddedServers.requireCassandra();
        return CassandraServer.ring(home, nodes);
    }

    private static CassandraAccess startCassandra() {
        long start = System.nanoTime();
        CassandraAccess access = EmbeddedServers.cassandra();
        say("Cassandra", "embedded", start);
        return access;
    }

    private static <T> T choose(String name, Supplier<T> container, Supplier<T> embedded) {
        long start = System.nanoTime();
        String reason = Containers.reasonAgainst();
        if (reason.isEmpty()) {
            try {
                T access = container.get();
                say(name, "a container", start);
                return access;
            } catch (RuntimeException e) {
                reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("the container failed");
            }
        }
        T access = embedded.get();
        say(name, "embedded, since " + reason, start);
        return access;
    }

    @SuppressWarnings("SystemOut") // for the person who reads the build's output
    private static void say(String name, String choice, long start) {
        System.out.printf("Test server %s: %s (%d ms)%n", name, choice, (System.nanoTime() - start) / 1_000_000);
    }

    /** A value made once, guarded by itself. A failure is told to everybody who asks, without another attempt. */
    private static final class Once<T> {

        private final Supplier<T> maker;
        private @org.jspecify.annotations.Nullable T value;
        private @org.jspecify.annotations.Nullable RuntimeException failure;

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            if (failure != null) {
                throw failure;
            }
            if (value != null) {
                return value;
            }
            try {
                T made = maker.get();
                value = made;
                return made;
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
    }
}
