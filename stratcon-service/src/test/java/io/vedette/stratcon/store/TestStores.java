package io.vedette.stratcon.store;

import com.zaxxer.hikari.HikariDataSource;
import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;

/** Real stores for tests of what stands on them. */
public final class TestStores {
    private static final int STREAMS = 100;
    /** Texts of a minute that these stores keep. */
    static final int MINUTE_TEXTS = 8;

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
        return postgres(pool, keep, List.of(), new RoomSettings("", DataSize.ofBytes(0), DataSize.ofBytes(0)));
    }

    static RollupStore postgres(
            HikariDataSource pool, Map<Tier, Duration> keep, List<KeepOf> keepOf, RoomSettings room) {
        StoreSettings settings = settings(StoreSettings.of(Map.of()), keep, keepOf, room);
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        return new PostgresRollupStore(
                jdbc, new JdbcTransactionManager(pool), catalogue(pool), StoreRoom.ofPostgres(jdbc, room), settings);
    }

    private static StoreSettings settings(
            StoreSettings others, Map<Tier, Duration> keep, List<KeepOf> keepOf, RoomSettings room) {
        return new StoreSettings(
                STREAMS,
                Duration.ofSeconds(20),
                others.tendEvery(),
                others.sealGrace(),
                keep,
                keepOf,
                MINUTE_TEXTS,
                room,
                others.engine());
    }

    /** As a service with this environment has it. */
    static RollupStore cassandra(
            HikariDataSource pool,
            CassandraLink link,
            Map<String, String> environment,
            Map<Tier, Duration> keep,
            List<KeepOf> keepOf) {
        RoomSettings room = new RoomSettings("", DataSize.ofBytes(0), DataSize.ofBytes(0));
        StoreSettings settings = settings(StoreSettings.of(environment), keep, keepOf, room);
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        return new CassandraRollupStore(link, jdbc, catalogue(pool), StoreRoom.ofCassandra(jdbc, room, link), settings);
    }

    /** Its clock says that whatever comes is young. */
    public static StreamCatalogue catalogue(HikariDataSource pool) {
        return catalogue(pool, Instant.EPOCH);
    }

    static StreamCatalogue catalogue(HikariDataSource pool, Instant now) {
        return new StreamCatalogue(new JdbcTemplate(pool), STREAMS, Clock.fixed(now, ZoneOffset.UTC));
    }
}
