package io.vedette.stratcon.store;

import static io.vedette.stratcon.store.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.rollup.TextCell;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresRollupStoreTests extends RollupStoreContract {
    private static final HikariDataSource POOL = TestStores.newPool();

    private final UUID check = UUID.randomUUID();

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Override
    RollupStore open() {
        return TestStores.postgres(POOL);
    }

    @Test
    void aCommitThatFailsHalfwayLeavesNothing() {
        UUID journal = UUID.randomUUID();
        RollupStore store = open();
        store.register(journal, 7, 0);
        StreamId stream = new StreamId(check, "mixed");
        StreamCells cells = new StreamCells(ACCOUNT, MetricType.TEXT);
        cells.number(MetricType.DOUBLE, 60_000, 1);
        cells.text(60_000, "no text of Postgres: \0");
        TreeMap<StreamId, StreamCells> all = new TreeMap<>();
        all.put(stream, cells);
        assertThatThrownBy(() -> store.commit(new Commit(journal, 0, 10, all)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(store.register(journal, 7, 0)).isZero();
        assertThat(store.numeric(ACCOUNT, List.of(stream), Rollup.MINUTE, 0, 600))
                .isEmpty();
    }

    @Test
    void mergesTextsOfAMinute() {
        UUID journal = UUID.randomUUID();
        StreamId stream = new StreamId(check, "version");
        RollupStore store = open();
        store.register(journal, 7, 0);
        store.commit(new Commit(journal, 0, 1, text(stream, 65_000, "b")));
        store.commit(new Commit(journal, 1, 2, text(stream, 61_000, "a")));
        store.commit(new Commit(journal, 2, 3, text(stream, 125_000, "c")));
        assertThat(store.text(ACCOUNT, stream, 0, 600))
                .containsExactly(
                        new StoredText(60, new TextCell(2, 61_000, "a", 65_000, "b")),
                        new StoredText(120, new TextCell(1, 125_000, "c", 125_000, "c")));
        assertThat(store.text(ACCOUNT + 1, stream, 0, 600)).isEmpty();
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
        assertThat(catalogue.search(ACCOUNT, Optional.of(check), "", 10, 0))
                .extracting(known -> known.stream().name())
                .containsExactly("Disk`free", "cpu");
        assertThat(catalogue.search(ACCOUNT, Optional.of(check), "disk", 10, 0)).hasSize(1);
        assertThat(catalogue.search(ACCOUNT, Optional.of(check), "", 1, 1))
                .singleElement()
                .satisfies(known -> {
                    assertThat(known.firstSeenMs()).isEqualTo(60_000);
                    assertThat(known.lastSeenMs()).isEqualTo(360_000);
                    assertThat(known.type()).isEqualTo(MetricType.TEXT);
                });
        assertThat(catalogue.search(ACCOUNT + 1, Optional.of(check), "", 10, 0)).isEmpty();
    }

    private static SortedMap<StreamId, StreamCells> text(StreamId stream, long timeMs, String value) {
        StreamCells cells = new StreamCells(ACCOUNT, MetricType.TEXT);
        cells.text(timeMs, value);
        TreeMap<StreamId, StreamCells> all = new TreeMap<>();
        all.put(stream, cells);
        return all;
    }
}
