package io.vedette.stratcon.store;

import static io.vedette.stratcon.store.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.chunk.DamagedChunkException;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class PostgresRollupStoreTests extends RollupStoreContract {
    private static final HikariDataSource POOL = TestStores.newPool();

    private final UUID check = UUID.randomUUID();

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Override
    RollupStore open(Map<Tier, Duration> keep) {
        return TestStores.postgres(POOL, keep);
    }

    @Override
    void restart() {
        new JdbcTemplate(POOL)
                .queryForList(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        POOL.getHikariPoolMXBean().softEvictConnections();
    }

    @Test
    void aByteThatChangedOnDiskIsRefusedByNameAndReadAsNoNumber() {
        UUID journal = UUID.randomUUID();
        RollupStore store = open();
        store.register(journal, 7, 0);
        StreamId stream = new StreamId(check, "damaged");
        StreamCells cells = new StreamCells(ACCOUNT, MetricType.DOUBLE);
        cells.number(MetricType.DOUBLE, 60_000, 1);
        store.commit(new Commit(journal, 0, 10, new TreeMap<>(Map.of(stream, cells))));
        store.tend(Instant.now());
        JdbcTemplate jdbc = new JdbcTemplate(POOL);
        int id = TestStores.catalogue(POOL)
                .find(ACCOUNT, List.of(stream))
                .getFirst()
                .id();
        assertThat(jdbc.update(
                        "update chunk_60 set cells = set_byte(cells, 3, 255 - get_byte(cells, 3)) where stream = ?",
                        id))
                .isEqualTo(1);
        assertThatThrownBy(() -> store.numeric(ACCOUNT, List.of(stream), Rollup.MINUTE, 0, 600))
                .isInstanceOf(DamagedChunkException.class)
                .hasMessageContaining("chunk 0 of stream " + id + " in chunk_60 is damaged");
        assertThat(store.numeric(ACCOUNT, List.of(stream), Rollup.HOUR, 0, 600)).hasSize(1);
        store.commit(new Commit(journal, 10, 20, new TreeMap<>(Map.of(stream, cells))));
        store.tend(Instant.now());
        assertThat(jdbc.queryForObject("select count(*) from open_cells where bundle = ?", Long.class, id / 32))
                .isPositive();
        jdbc.update("delete from chunk_60 where stream = ?", id);
        store.tend(Instant.now());
        assertThat(store.numeric(ACCOUNT, List.of(stream), Rollup.MINUTE, 0, 600))
                .hasSize(1);
    }

    @Test
    void aFullDiskInTheMiddleOfACommitLeavesNothing() {
        UUID journal = UUID.randomUUID();
        RollupStore store = open();
        store.register(journal, 7, 0);
        StreamId stream = new StreamId(check, "full");
        StreamCells cells = new StreamCells(ACCOUNT, MetricType.DOUBLE);
        cells.number(MetricType.DOUBLE, 60_000, 1);
        Commit commit = new Commit(journal, 0, 10, new TreeMap<>(Map.of(stream, cells)));
        JdbcTemplate jdbc = new JdbcTemplate(POOL);
        jdbc.execute("""
                create function full_disk() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$""");
        for (String table : List.of("open_cells", "chunk_60", "chunk_86400")) {
            jdbc.execute("create trigger full_disk after insert on " + table
                    + " for each statement execute function full_disk()");
            if (table.equals("open_cells")) {
                assertThatThrownBy(() -> store.commit(commit)).isInstanceOf(StoreUnavailableException.class);
                assertThat(store.register(journal, 7, 0)).isZero();
            } else {
                assertThatThrownBy(() -> store.tend(Instant.now())).isInstanceOf(StoreUnavailableException.class);
            }
            jdbc.execute("drop trigger full_disk on " + table);
            if (table.equals("open_cells")) {
                store.commit(commit);
            }
            for (Rollup rollup : Rollup.values()) {
                assertThat(store.numeric(ACCOUNT, List.of(stream), rollup, 0, 600)
                                .get(stream))
                        .singleElement()
                        .satisfies(one -> assertThat(one.cell().count()).isEqualTo(1));
            }
        }
        jdbc.execute("drop function full_disk()");
    }

    @Test
    void aCommitThatFailsHalfwayLeavesNothing() {
        UUID journal = UUID.randomUUID();
        RollupStore store = open();
        store.register(journal, 7, 0);
        StreamId stream = new StreamId(check, "mixed");
        StreamCells cells = new StreamCells(ACCOUNT, MetricType.TEXT);
        cells.number(MetricType.DOUBLE, 60_000, 1);
        cells.text(60_000, "the last thing written");
        TreeMap<StreamId, StreamCells> all = new TreeMap<>();
        all.put(stream, cells);
        JdbcTemplate jdbc = new JdbcTemplate(POOL);
        jdbc.execute("alter table text_cell add constraint broken check (start_s <> 60) not valid");
        assertThatThrownBy(() -> store.commit(new Commit(journal, 0, 10, all)))
                .isInstanceOf(StoreUnavailableException.class);
        jdbc.execute("alter table text_cell drop constraint broken");
        assertThat(store.register(journal, 7, 0)).isZero();
        assertThat(store.numeric(ACCOUNT, List.of(stream), Rollup.MINUTE, 0, 600))
                .isEmpty();
    }

    @Test
    void theCatalogueKnowsEveryStreamOfItsAccount() {
        UUID journal = UUID.randomUUID();
        RollupStore store = open();
        store.register(journal, 7, 0);
        store.commit(new Commit(journal, 0, 1, text(new StreamId(check, "Disk`free"), 60_000, "x")));
        store.commit(new Commit(journal, 1, 2, text(new StreamId(check, "cpu"), 60_000, "x")));
        open().commit(new Commit(journal, 2, 3, text(new StreamId(check, "cpu"), 360_000, "y")));
        StreamCatalogue catalogue = TestStores.catalogue(POOL);
        assertThat(catalogue.search(ACCOUNT, Optional.of(check), "", "", 10, 0))
                .extracting(known -> known.stream().name())
                .containsExactly("Disk`free", "cpu");
        assertThat(catalogue.search(ACCOUNT, Optional.of(check), "d?sk`*e", "", 10, 0))
                .hasSize(1);
        assertThat(catalogue.search(ACCOUNT, Optional.of(check), "", "", 1, 1))
                .singleElement()
                .satisfies(known -> {
                    assertThat(known.firstSeenMs()).isEqualTo(60_000);
                    assertThat(known.lastSeenMs()).isEqualTo(360_000);
                    assertThat(known.type()).isEqualTo(MetricType.TEXT);
                });
        assertThat(catalogue.search(ACCOUNT + 1, Optional.of(check), "", "", 10, 0))
                .isEmpty();
    }

    @Test
    void aSearchAmongManyFindsWhatALookAtEachFinds() {
        JdbcTemplate jdbc = new JdbcTemplate(POOL);
        jdbc.update("""
                insert into stream (check_uuid, name, account, type, first_seen_ms, last_seen_ms, tags)
                select ?, 'Service' || i % 1000 || '`latency' || i, 77, 'n', 0, 0, '{}' from generate_series(1, 40000) i""", check);
        List<String> names =
                jdbc.queryForList("select name from stream where check_uuid = ? order by name", String.class, check);
        StreamCatalogue catalogue = TestStores.catalogue(POOL);
        Map<String, String> globs = Map.of(
                "service77*99", ".*service77.*99.*",
                "LATENCY1234", ".*latency1234.*",
                "e99?`lat", ".*e99.`lat.*",
                "service*y39", ".*service.*y39.*",
                "e_7", "nothing");
        globs.forEach((glob, expected) -> assertThat(catalogue.search(77, Optional.empty(), glob, "", 100, 3))
                .extracting(known -> known.stream().name())
                .containsExactlyElementsOf(names.stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).matches(expected))
                        .skip(3)
                        .limit(100)
                        .toList()));
        assertThat(catalogue.search(77, Optional.empty(), "", "__name:Service99?`latency*7", 100, 0))
                .extracting(known -> known.stream().name())
                .containsExactlyElementsOf(names.stream()
                        .filter(name -> name.matches("Service99.`latency.*7"))
                        .limit(100)
                        .toList());
    }

    @Test
    void findsStreamsByTheirTags() {
        UUID journal = UUID.randomUUID();
        RollupStore store = open();
        store.register(journal, 7, 0);
        List<String> names = List.of(
                "cpu|ST[dc:a1,env:prod]",
                "cpu|ST[dc:b2,env:test]",
                "disk|ST[b\"ZGM=\":b\"YS8x\",env:prod]",
                "plain",
                "odd|ST[q:\"\\,{x}]");
        for (int i = 0; i < names.size(); i++) {
            store.commit(new Commit(journal, i, i + 1, text(new StreamId(check, names.get(i)), 60_000 + i, "x")));
        }
        assertThat(found("env:prod")).containsExactly(names.get(0), names.get(2));
        assertThat(found("and(env:prod,not(__name:d*))")).containsExactly(names.get(0));
        assertThat(found("or(dc:/^b[0-9]$/,__name:pl?in)")).containsExactly(names.get(1), names.get(3));
        assertThat(found("dc:a*")).containsExactly(names.get(0), names.get(2));
        assertThat(found("dc:b\"YS8x\"")).containsExactly(names.get(2));
        assertThat(found("dc")).hasSize(3);
        assertThat(found("not(env:*)")).containsExactly(names.get(4), names.get(3));
        assertThat(found("and(__check_uuid:" + check + ",__activity:60-61)")).hasSize(5);
        assertThat(found("__activity:61-")).isEmpty();
        for (String wrong : List.of("and(", "and(a:b", "a:/b", ":x", "a:b)", "a:/(/", "__activity:x")) {
            assertThatThrownBy(() -> found(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private List<String> found(String query) {
        return TestStores.catalogue(POOL).search(ACCOUNT, Optional.of(check), "", query, 10, 0).stream()
                .map(known -> known.stream().name())
                .toList();
    }

    private static SortedMap<StreamId, StreamCells> text(StreamId stream, long timeMs, String value) {
        StreamCells cells = new StreamCells(ACCOUNT, MetricType.TEXT);
        cells.text(timeMs, value);
        TreeMap<StreamId, StreamCells> all = new TreeMap<>();
        all.put(stream, cells);
        return all;
    }
}
