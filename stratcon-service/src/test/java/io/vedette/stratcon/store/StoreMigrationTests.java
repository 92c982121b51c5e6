package io.vedette.stratcon.store;

import static io.vedette.stratcon.store.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.stratcon.chunk.CellBundle;
import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.TextCell;
import io.vedette.stratcon.rollup.TextSample;
import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class StoreMigrationTests {
    private static final StreamId STREAM = new StreamId(UUID.randomUUID(), "both");

    @Test
    void whatTheFirstTablesHeldIsStillTold() {
        try (HikariDataSource pool = new HikariDataSource()) {
            Database database = TestServers.postgres().newDatabase();
            pool.setJdbcUrl(database.jdbcUrl());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            migrate(pool, "1");
            Histogram bins = new Histogram().insert(3, 4);
            fill(new JdbcTemplate(pool), bins);
            migrate(pool, "latest");
            RollupStore store = TestStores.postgres(pool);
            assertThat(store.text(ACCOUNT, STREAM, 0, 1_000))
                    .containsExactly(
                            new StoredText(600, new TextCell(1, List.of(new TextSample(600_000, "é")))),
                            new StoredText(
                                    660,
                                    new TextCell(
                                            3, List.of(new TextSample(660_000, "é"), new TextSample(665_000, "b")))),
                            new StoredText(
                                    720,
                                    new TextCell(
                                            2, List.of(new TextSample(720_000, "c"), new TextSample(721_000, "c")))));
            assertThat(store.histograms(ACCOUNT, List.of(STREAM), Rollup.MINUTE, 0, 1_000)
                            .get(STREAM))
                    .containsExactly(new StoredHistogram(600, new HistogramCell(true, 601_000, bins)));
            assertThat(store.numeric(ACCOUNT, List.of(STREAM), Rollup.MINUTE, 0, 1_000)
                            .get(STREAM))
                    .extracting(StoredNumeric::startS, one -> one.cell().totals())
                    .containsExactly(tuple(780L, NumericCell.of(781_000, 4.5).totals()));
        }
    }

    private static void migrate(HikariDataSource pool, String version) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/store")
                .target(version)
                .load()
                .migrate();
    }

    private static void fill(JdbcTemplate jdbc, Histogram bins) {
        jdbc.update(
                "insert into stream (check_uuid, name, account, type, first_seen_ms, last_seen_ms, tags)"
                        + " values (?, ?, ?, 's', 600000, 721000, '{}')",
                STREAM.check(),
                STREAM.name(),
                ACCOUNT);
        jdbc.update("""
                insert into text_cell (stream, start_minute, count, first_ms, first, last_ms, last) values
                    (1, 10, 1, 600000, 'é', 600000, 'é'),
                    (1, 11, 3, 660000, 'é', 665000, 'b'),
                    (1, 12, 2, 720000, 'c', 721000, 'c')""");
        jdbc.update(
                "insert into histogram_cell (stream, period_s, start_s, cumulative, last_ms, bins)"
                        + " values (1, 60, 600, true, 601000, ?)",
                (Object) bins.toBytes());
        TreeMap<Long, NumericCell> open = new TreeMap<>(Map.of(780L, NumericCell.of(781_000, 4.5)));
        jdbc.update(
                "insert into open_cells (bundle, period_s, from_s, until_s, due_s, cells) values (0, 60, 780, 840, 15000, ?)",
                (Object) CellBundle.encode(60, new TreeMap<>(Map.of(1, open))));
    }
}
