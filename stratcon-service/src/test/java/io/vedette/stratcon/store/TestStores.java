package io.vedette.stratcon.store;

import com.zaxxer.hikari.HikariDataSource;
import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Real stores for tests of what stands on them. */
public final class TestStores {
    private static final int STREAMS = 100;

    private TestStores() {}

    /** An empty database, migrated. */
    public static HikariDataSource newPool() {
        Database database = TestServers.postgres().newDatabase();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/store")
                .load()
                .migrate();
        return pool;
    }

    public static RollupStore postgres(HikariDataSource pool) {
        return postgres(pool, Map.of());
    }

    static RollupStore postgres(HikariDataSource pool, Map<Tier, Duration> keep) {
        StoreSettings settings =
                new StoreSettings(STREAMS, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), keep);
        return new PostgresRollupStore(
                new JdbcTemplate(pool), new JdbcTransactionManager(pool), catalogue(pool), settings);
    }

    public static StreamCatalogue catalogue(HikariDataSource pool) {
        return new StreamCatalogue(new JdbcTemplate(pool), STREAMS);
    }
}
