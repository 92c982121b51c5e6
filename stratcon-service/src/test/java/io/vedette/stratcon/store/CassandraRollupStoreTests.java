package io.vedette.stratcon.store;

import static io.vedette.stratcon.store.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.stratcon.chunk.DamagedChunkException;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.Samples.Sample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CassandraRollupStoreTests extends RollupStoreContract {
    @AutoClose
    private static TestCassandra cassandra;

    private final UUID check = UUID.randomUUID();

    @BeforeAll
    static void start() {
        cassandra = TestCassandra.shared();
    }

    @Override
    RollupStore open(Map<Tier, Duration> keep) {
        return cassandra.store(cassandra.link(), keep, List.of());
    }

    @Override
    void restart() {
        cassandra.breakOff();
    }

    @Test
    void whatACommitWroteBeforeItBrokeOffNeverCountsAndIsRemoved() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        StreamId stream = new StreamId(check, "broken");
        store.commit(new Commit(journal, 0, 5, number(stream, 60_000)));
        BreakingSession breaking = new BreakingSession();
        try (CassandraLink broken = cassandra.connect(breaking::wrap)) {
            RollupStore other = cassandra.store(broken, Map.of(), List.of());
            other.register(journal, 7, 0);
            // The position is read, the place announced and the row added; then the position would be moved.
            breaking.breakAfter(3, false);
            Commit lost = new Commit(journal, 5, 9, number(stream, 61_000));
            assertThatThrownBy(() -> other.commit(lost)).isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(added(stream)).isEqualTo(2);
        assertThat(count(store, stream)).isEqualTo(1);
        assertThat(store.commit(new Commit(journal, 5, 20, number(stream, 62_000))))
                .isEqualTo(new Committed());
        assertThat(count(store, stream)).isEqualTo(2);
        store.tend(Instant.now());
        assertThat(added(stream)).isZero();
        assertThat(count(store, stream)).isEqualTo(2);
    }

    @Test
    void aFullDiskInTheMiddleOfACommitLeavesNothing() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        StreamId stream = new StreamId(check, "full");
        Commit commit = new Commit(journal, 0, 10, number(stream, 60_000));
        BreakingSession breaking = new BreakingSession();
        try (CassandraLink broken = cassandra.connect(breaking::wrap)) {
            // The position is read, the place announced, the row added, the position moved.
            for (int statements = 0; statements < 4; statements++) {
                RollupStore full = cassandra.store(broken, Map.of(), List.of());
                breaking.breakAfter(statements, false);
                assertThatThrownBy(() -> full.commit(commit)).isInstanceOf(StoreUnavailableException.class);
                assertThat(store.register(journal, 7, 0)).isZero();
                assertThat(count(store, stream)).isZero();
            }
        }
        assertThat(store.commit(commit)).isEqualTo(new Committed());
        assertThat(count(store, stream)).isEqualTo(1);
    }

    @Test
    void aCatalogueThatIsAsFarBehindAsItMayHidesNothing() {
        StreamId stream = new StreamId(check, "behind");
        long boundary = Tier.DAY.startOfChunk(1);
        RollupStore writer = open();
        writer.register(journal, 7, 0);
        writer.commit(new Commit(journal, 0, 1, number(stream, (boundary - 600) * 1000)));
        writer.commit(new Commit(journal, 1, 2, number(stream, (boundary + 600) * 1000)));
        cassandra.jdbc().update("update stream set last_seen_ms = ? where name = 'behind'", (boundary - 600) * 1000);
        assertThat(cassandra
                        .store(cassandra.link(), Map.of(), List.of())
                        .numeric(ACCOUNT, List.of(stream), Rollup.MINUTE, boundary - 900, boundary + 900)
                        .get(stream))
                .hasSize(2);
    }

    @Test
    void aByteThatChangedOnDiskIsRefusedByNameAndReadAsNoNumber() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        StreamId stream = new StreamId(check, "damaged");
        store.commit(new Commit(journal, 0, 10, number(stream, 60_000)));
        store.tend(Instant.now());
        int id = id(stream);
        Place place = Place.of(id, 60);
        PlacedCells cells = new PlacedCells(cassandra.link());
        Row row = cells.exactly(place, 60, List.of((long) id), List.of(0L)).getFirst();
        byte[] bytes = PlacedCells.bytes(row);
        bytes[3] ^= 0x7F;
        write(place, id, bytes);
        assertThatThrownBy(() -> store.numeric(ACCOUNT, List.of(stream), Rollup.MINUTE, 0, 600))
                .isInstanceOf(DamagedChunkException.class)
                .hasMessageContaining("chunk 0 of stream " + id + " in chunk_60 is damaged");
        assertThat(store.numeric(ACCOUNT, List.of(stream), Rollup.HOUR, 0, 600)).hasSize(1);
        store.commit(new Commit(journal, 10, 20, number(stream, 60_000)));
        store.tend(Instant.now());
        assertThat(added(stream)).isEqualTo(1);
        bytes[3] ^= 0x7F;
        write(place, id, bytes);
        store.tend(Instant.now());
        assertThat(added(stream)).isZero();
        assertThat(count(store, stream)).isEqualTo(2);
    }

    @Test
    void dropsSizesOfAnAccountsTaggedStreamsAndOfNoOthers() {
        StreamId noisy = new StreamId(check, "cpu|ST[env:test]");
        StreamId kept = new StreamId(check, "cpu|ST[env:prod]");
        Instant now = Instant.now();
        long old = now.minus(Duration.ofDays(3)).toEpochMilli();
        RollupStore writer = open();
        writer.register(journal, 7, 0);
        writer.commit(new Commit(journal, 0, 1, number(noisy, old)));
        writer.commit(new Commit(journal, 1, 2, number(kept, old)));
        writer.commit(new Commit(journal, 2, 3, number(noisy, now.toEpochMilli())));
        writer.tend(now);
        KeepOf keepOf = new KeepOf(ACCOUNT, "env:test", Map.of(Tier.MINUTE, Duration.ofDays(1)));
        RollupStore store = cassandra.store(cassandra.link(), Map.of(), List.of(keepOf));
        store.tend(now);
        assertThat(cells(store, noisy, Rollup.MINUTE)).isEqualTo(1);
        assertThat(cells(store, noisy, Rollup.HALF_HOUR)).isEqualTo(2);
        assertThat(cells(store, kept, Rollup.MINUTE)).isEqualTo(1);
    }

    @Test
    void histogramsGoWithTheirSizeAndTextsWithMinutes() {
        StreamId stream = new StreamId(check, "h|ST[env:test]");
        Instant now = Instant.now();
        long oldMs = now.minus(Duration.ofDays(200)).toEpochMilli();
        StreamCells cells = new StreamCells(ACCOUNT, MetricType.HISTOGRAM);
        cells.histogram(MetricType.HISTOGRAM, oldMs, new Histogram().insert(1, 5));
        cells.text(oldMs, "red");
        RollupStore store = open();
        store.register(journal, 7, 0);
        store.commit(new Commit(journal, 0, 1, new TreeMap<>(Map.of(stream, cells))));
        store.tend(now);
        assertThat(histograms(store, stream, Rollup.MINUTE)).isEqualTo(1);
        assertThat(store.text(ACCOUNT, stream, 0, now.getEpochSecond())).hasSize(1);
        KeepOf keepOf = new KeepOf(ACCOUNT, "env:test", Map.of(Tier.MINUTE, Duration.ofDays(1)));
        cassandra.store(cassandra.link(), Map.of(), List.of(keepOf)).tend(now);
        assertThat(histograms(store, stream, Rollup.MINUTE)).isZero();
        assertThat(store.text(ACCOUNT, stream, 0, now.getEpochSecond())).isEmpty();
        assertThat(histograms(store, stream, Rollup.HOUR)).isEqualTo(1);
        open(Map.of(Tier.HOUR, Duration.ofDays(1))).tend(now);
        assertThat(histograms(store, stream, Rollup.HOUR)).isZero();
        store.commit(new Commit(journal, 1, 2, new TreeMap<>(Map.of(stream, cells))));
        open(Map.of(Tier.HOUR, Duration.ofDays(1))).tend(now);
        assertThat(histograms(store, stream, Rollup.HOUR)).isZero();
        assertThat(histograms(store, stream, Rollup.MINUTE)).isEqualTo(1);
    }

    private static long histograms(RollupStore store, StreamId stream, Rollup rollup) {
        return store.histograms(
                        ACCOUNT, List.of(stream), rollup, 0, Instant.now().getEpochSecond())
                .getOrDefault(stream, List.of())
                .size();
    }

    @Test
    void verificationFindsTheCellThatDisagreesAndNoOther() {
        StreamId stream = new StreamId(check, "verified");
        RollupStore store = open();
        store.register(journal, 7, 0);
        long day = Instant.now().minus(Duration.ofDays(20)).toEpochMilli();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            samples.add(new Sample(stream, day + i * 420_000L, i % 17));
        }
        store.commit(new Commit(journal, 0, 1, Samples.cells(samples)));
        store.tend(Instant.now());
        store.commit(new Commit(journal, 1, 2, number(stream, System.currentTimeMillis())));
        assertThat(verify()).doesNotContain(check.toString()).contains(" 0 have no finer ones.");
        int id = id(stream);
        cassandra
                .link()
                .writeAll(new PlacedCells(cassandra.link()).drop(Place.of(id, day / 1000), Tier.HOUR, id, 1_000_000));
        assertThat(verify())
                .startsWith("1 ")
                .contains(check + "/verified 1h at")
                .contains("missing");
    }

    private static String verify() {
        var said = new ByteArrayOutputStream();
        int status = StoreTool.run(
                new String[] {"verify", "40"},
                cassandra.environment(),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        return status + " " + said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aCassandraThatIsAwayIsWaitedFor() {
        Map<String, String> nowhere = Map.of("VEDETTE_STORE_CASSANDRA_CONTACT_POINTS", "127.0.0.1:1");
        try (CassandraLink away = new CassandraLink(
                () -> CqlSession.builder()
                        .addContactPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
                        .withLocalDatacenter("datacenter1")
                        .build(),
                CassandraSettings.of(nowhere))) {
            RollupStore store = cassandra.store(away, Map.of(), List.of());
            assertThatThrownBy(() -> store.register(journal, 7, 0)).isInstanceOf(StoreUnavailableException.class);
        }
    }

    private static void write(Place place, int id, byte[] bytes) {
        cassandra
                .link()
                .session()
                .execute(
                        "update cells set bytes = ? where bundle = ? and stretch = ? and what = 60 and whose = ? and at = 0",
                        ByteBuffer.wrap(bytes),
                        place.bundle(),
                        place.stretch(),
                        (long) id);
    }

    /** Rows that commits of the journal added and nobody moved yet, at the epoch. */
    private long added(StreamId stream) {
        int id = id(stream);
        return new PlacedCells(cassandra.link())
                .opened(Place.of(id, 60)).stream()
                        .filter(row -> journal.equals(row.getUuid("journal")))
                        .count();
    }

    private static int id(StreamId stream) {
        return cassandra.catalogue().find(ACCOUNT, List.of(stream)).getFirst().id();
    }

    private static long count(RollupStore store, StreamId stream) {
        return store.numeric(ACCOUNT, List.of(stream), Rollup.MINUTE, 0, 600).getOrDefault(stream, List.of()).stream()
                .mapToLong(one -> one.cell().count())
                .sum();
    }

    private static long cells(RollupStore store, StreamId stream, Rollup rollup) {
        return store.numeric(ACCOUNT, List.of(stream), rollup, 0, Instant.now().getEpochSecond() + 86_400)
                .getOrDefault(stream, List.of())
                .size();
    }

    private static SortedMap<StreamId, StreamCells> number(StreamId stream, long timeMs) {
        StreamCells cells = new StreamCells(ACCOUNT, MetricType.DOUBLE);
        cells.number(MetricType.DOUBLE, timeMs, 5);
        return new TreeMap<>(Map.of(stream, cells));
    }
}
