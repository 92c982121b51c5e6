package io.vedette.stratcon.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StoreSettings.class, CassandraSettings.class})
class StoreConfiguration {

    @Bean
    static PatientMigration patientMigration() {
        return new PatientMigration();
    }

    @Bean
    StreamCatalogue streamCatalogue(DataSource store, StoreSettings settings, Clock clock) {
        return new StreamCatalogue(jdbc(store, settings), settings.cachedStreams(), clock);
    }

    @Bean
    Upkeep storeUpkeep(RollupStore store, StoreSettings settings, Clock clock) {
        return new Upkeep(store, settings.tendEvery(), clock);
    }

    @Bean
    StoreRoom storeRoom(
            DataSource store, StoreSettings settings, Optional<CassandraLink> cassandra, MeterRegistry meters) {
        JdbcTemplate jdbc = jdbc(store, settings);
        StoreRoom room = cassandra
                .map(link -> StoreRoom.ofCassandra(jdbc, settings.room(), link))
                .orElseGet(() -> StoreRoom.ofPostgres(jdbc, settings.room()));
        room.bindTo(meters);
        return room;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "vedette.store.engine", havingValue = "postgres", matchIfMissing = true)
    static class Postgres {

        @Bean
        RollupStore rollupStore(
                DataSource store,
                StoreSettings settings,
                PlatformTransactionManager manager,
                StreamCatalogue catalogue,
                StoreRoom room) {
            return new PostgresRollupStore(jdbc(store, settings), manager, catalogue, room, settings);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "vedette.store.engine", havingValue = "cassandra")
    static class Cassandra {

        @Bean
        CassandraLink cassandraLink(
                DataSource store,
                StoreSettings settings,
                CassandraSettings cassandra,
                PlatformTransactionManager manager) {
            return CassandraConnecting.link(jdbc(store, settings), manager, cassandra, settings.queryTimeout());
        }

        @Bean
        RollupStore rollupStore(
                DataSource store,
                StoreSettings settings,
                CassandraLink link,
                StreamCatalogue catalogue,
                StoreRoom room) {
            return new CassandraRollupStore(link, jdbc(store, settings), catalogue, room, settings);
        }
    }

    private static JdbcTemplate jdbc(DataSource store, StoreSettings settings) {
        JdbcTemplate jdbc = new JdbcTemplate(store);
        jdbc.setQueryTimeout((int) settings.queryTimeout().toSeconds());
        jdbc.setFetchSize(5_000);
        return jdbc;
    }
}
