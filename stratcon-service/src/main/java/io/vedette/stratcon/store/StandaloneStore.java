package io.vedette.stratcon.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;

/** The Postgres store without the service around it, for tools and measurements. */
public final class StandaloneStore implements AutoCloseable {
    private final HikariDataSource pool = new HikariDataSource();
    private final RollupStore store;
    private final StreamCatalogue catalogue;

    private StandaloneStore(String url, String user, String password) {
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(4);
        StoreSettings settings = new StoreSettings(
                200_000,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Map.of(),
                List.of(),
                new RoomSettings("", DataSize.ofBytes(0), DataSize.ofBytes(0)));
        catalogue = new StreamCatalogue(jdbc(), settings.cachedStreams());
        store = new PostgresRollupStore(
                jdbc(), new JdbcTransactionManager(pool), catalogue, new StoreRoom(jdbc(), settings.room()), settings);
    }

    /** Connects when first asked something. */
    public static StandaloneStore open(String url, String user, String password) {
        return new StandaloneStore(url, user, password);
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
        return new Verification(jdbc(), PostgresRollupStore.moment(new JdbcTransactionManager(pool)));
    }

    private JdbcTemplate jdbc() {
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.setFetchSize(5_000);
        return jdbc;
    }

    @Override
    public void close() {
        pool.close();
    }
}
