package io.vedette.stratcon.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The store without the service around it, for tools and measurements. */
public final class StandaloneStore implements AutoCloseable {
    private final HikariDataSource pool = new HikariDataSource();
    private final @Nullable CassandraLink cassandra;
    private final RollupStore store;
    private final StreamCatalogue catalogue;

    private StandaloneStore(String url, String user, String password, Map<String, String> environment) {
        StoreSettings settings = StoreSettings.of(environment);
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(4);
        catalogue = new StreamCatalogue(jdbc(), settings.cachedStreams(), Clock.systemUTC());
        JdbcTransactionManager manager = new JdbcTransactionManager(pool);
        if (settings.engine() == StoreSettings.Engine.CASSANDRA) {
            CassandraLink link = CassandraConnecting.link(
                    jdbc(), manager, CassandraSettings.of(environment), settings.queryTimeout());
            cassandra = link;
            StoreRoom room = StoreRoom.ofCassandra(jdbc(), settings.room(), link);
            store = new CassandraRollupStore(link, jdbc(), catalogue, room, settings);
        } else {
            cassandra = null;
            StoreRoom room = StoreRoom.ofPostgres(jdbc(), settings.room());
            store = new PostgresRollupStore(jdbc(), manager, catalogue, room, settings);
        }
    }

    /** The store that a service with this environment has. */
    public static StandaloneStore open(Map<String, String> environment) {
        return new StandaloneStore(
                environment.getOrDefault("SPRING_DATASOURCE_URL", ""),
                environment.getOrDefault("SPRING_DATASOURCE_USERNAME", ""),
                environment.getOrDefault("SPRING_DATASOURCE_PASSWORD", ""),
                environment);
    }

    /** Of Postgres; connects when first asked something. */
    public static StandaloneStore open(String url, String user, String password) {
        return new StandaloneStore(url, user, password, Map.of("VEDETTE_STORE_QUERY_TIMEOUT", "5m"));
    }

    /** Brings the schema up to date. */
    public StandaloneStore migrate() {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/store")
                .load()
                .migrate();
        return this;
    }

    public RollupStore store() {
        return store;
    }

    public StreamCatalogue catalogue() {
        return catalogue;
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Whether coarser cells say what finer ones do. */
    public Verification verification() {
        AllSizes sizes = cassandra == null
                ? new PostgresReading(jdbc(), PostgresRollupStore.moment(new JdbcTransactionManager(pool)))
                : new PlaceReading(cassandra);
        return new Verification(jdbc(), sizes);
    }

    private JdbcTemplate jdbc() {
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.setFetchSize(5_000);
        return jdbc;
    }

    @Override
    public void close() {
        if (cassandra != null) {
            cassandra.close();
        }
        pool.close();
    }
}
