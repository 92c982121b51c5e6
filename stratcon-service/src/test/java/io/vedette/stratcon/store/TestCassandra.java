package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.zaxxer.hikari.HikariDataSource;
import io.vedette.testsupport.CassandraAccess;
import io.vedette.testsupport.TestServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A keyspace of its own in a real Cassandra, and a catalogue beside it. */
final class TestCassandra implements AutoCloseable {
    private final HikariDataSource pool = TestStores.newPool();
    private final Map<String, String> environment;
    private final BreakingSession breaking = new BreakingSession();
    private final CassandraLink link;

    private TestCassandra(Map<String, String> environment) {
        this.environment = environment;
        link = connect(breaking::wrap);
    }

    /** In the server that tests share. */
    static TestCassandra shared() {
        return shared(Map.of());
    }

    /** The same with other settings besides. */
    static TestCassandra shared(Map<String, String> others) {
        CassandraAccess access = TestServers.cassandra();
        Map<String, String> all = new HashMap<>(Map.of(
                "VEDETTE_STORE_ENGINE", "cassandra",
                "VEDETTE_STORE_CASSANDRA_CONTACT_POINTS", access.contactPoint(),
                "VEDETTE_STORE_CASSANDRA_DATACENTER", access.datacenter(),
                "VEDETTE_STORE_CASSANDRA_KEYSPACE", access.newKeyspace(),
                "VEDETTE_STORE_CASSANDRA_REPLICATION", "1",
                "VEDETTE_STORE_CASSANDRA_USER", access.user(),
                "VEDETTE_STORE_CASSANDRA_PASSWORD", access.password()));
        all.putAll(others);
        return new TestCassandra(all);
    }

    /** In a ring of three nodes. */
    static TestCassandra ofThree(List<String> contactPoints) {
        return new TestCassandra(Map.of(
                "VEDETTE_STORE_ENGINE",
                "cassandra",
                "VEDETTE_STORE_CASSANDRA_CONTACT_POINTS",
                String.join(",", contactPoints)));
    }

    /** A way of its own; close it. */
    CassandraLink connect(UnaryOperator<CqlSession> wrapping) {
        CassandraSettings settings = CassandraSettings.of(environment);
        CassandraConnecting connecting = new CassandraConnecting(
                settings,
                Duration.ofSeconds(20),
                new JdbcTemplate(pool),
                new TransactionTemplate(new JdbcTransactionManager(pool)));
        return new CassandraLink(() -> wrapping.apply(connecting.get()), settings);
    }

    RollupStore store(CassandraLink through, Map<Tier, Duration> keep, List<KeepOf> keepOf) {
        return TestStores.cassandra(pool, through, environment, keep, keepOf);
    }

    RollupStore store() {
        return store(link(), Map.of(), List.of());
    }

    CassandraLink link() {
        return link;
    }

    /** Of the catalogue. */
    JdbcTemplate jdbc() {
        return new JdbcTemplate(pool);
    }

    /** Cuts off what is under way: some statements are made and their answers lost, some are never made. */
    void breakOff() {
        breaking.breakFor(
                ThreadLocalRandom.current().nextInt(4),
                ThreadLocalRandom.current().nextBoolean());
    }

    StreamCatalogue catalogue() {
        return TestStores.catalogue(pool);
    }

    /** With which a tool finds this store. */
    Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(environment);
        all.put("SPRING_DATASOURCE_URL", pool.getJdbcUrl());
        all.put("SPRING_DATASOURCE_USERNAME", pool.getUsername());
        all.put("SPRING_DATASOURCE_PASSWORD", pool.getPassword());
        return all;
    }

    @Override
    public void close() {
        link.close();
        pool.close();
    }
}
