package io.vedette.stratcon.store;

import static io.vedette.stratcon.store.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.Samples.Sample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;

class StoreUpkeepTests {
    private static final HikariDataSource POOL = TestStores.newPool();
    private static final RoomSettings ROOMY = new RoomSettings("", DataSize.ofBytes(0), DataSize.ofBytes(0));
    private static final RoomSettings FULL =
            new RoomSettings("/", DataSize.ofBytes(0), DataSize.ofTerabytes(1_000_000));

    private final JdbcTemplate jdbc = new JdbcTemplate(POOL);
    private final UUID journal = UUID.randomUUID();
    private final UUID check = UUID.randomUUID();
    private final Instant now = Instant.now();

    @AfterAll
    static void close() {
        POOL.close();
    }

    @BeforeEach
    void register() {
        store(List.of(), ROOMY).register(journal, 7, 0);
    }

    @Test
    void belowTheLeastRoomNothingIsWrittenAndQuestionsAreAnswered() {
        StreamId stream = new StreamId(check, "full");
        Commit first = commit(0, stream, now);
        store(List.of(), ROOMY).commit(first);
        RollupStore full = store(List.of(), FULL);
        assertThatThrownBy(() -> full.commit(commit(1, stream, now)))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("MiB left and writes nothing below 1048576000000 MiB");
        StreamId stranger = new StreamId(check, "stranger");
        assertThatThrownBy(() -> full.prepare(commit(1, stranger, now))).isInstanceOf(StoreFullException.class);
        assertThat(jdbc.queryForList("select id from stream where name = ?", stranger.name()))
                .isEmpty();
        assertThat(full.register(journal, 7, 0)).isEqualTo(1);
        assertThat(count(full, stream, Rollup.MINUTE)).isEqualTo(1);
        assertThat(store(List.of(), ROOMY).commit(commit(1, stream, now))).isEqualTo(new Committed());
    }

    @Test
    void tellsForHowManyDaysTheRoomLasts() {
        MeterRegistry meters = new SimpleMeterRegistry();
        long size = jdbc.queryForList("select pg_database_size(current_database())", Long.class)
                .getFirst();
        StoreRoom room = StoreRoom.ofPostgres(
                jdbc, new RoomSettings("", DataSize.ofBytes(size + 48_000_000), DataSize.ofBytes(0)));
        room.bindTo(meters);
        jdbc.update("delete from store_size");
        room.measure(now);
        assertThat(meters.get("vedette.store.days.left").gauge().value()).isNaN();
        jdbc.update("insert into store_size values (?, ?)", now.getEpochSecond() / 3600 - 12, size - 6_000_000);
        room.measure(now);
        assertThat(meters.get("vedette.store.days.left").gauge().value()).isBetween(3.5, 4.5);
        assertThat(meters.get("vedette.store.bytes").gauge().value()).isGreaterThan(1_000_000);
    }

    @Test
    void dropsSizesOfAnAccountsTaggedStreamsAndOfNoOthers() {
        StreamId noisy = new StreamId(check, "cpu|ST[env:test]");
        StreamId kept = new StreamId(check, "cpu|ST[env:prod]");
        Instant old = now.minus(Duration.ofDays(3));
        RollupStore writer = store(List.of(), ROOMY);
        writer.commit(commit(0, noisy, old));
        writer.commit(commit(1, kept, old));
        writer.commit(commit(2, noisy, now));
        writer.tend(now);
        RollupStore other = store(List.of(new KeepOf(ACCOUNT + 1, "", Map.of(Tier.MINUTE, Duration.ofDays(1)))), ROOMY);
        other.tend(now);
        assertThat(count(other, noisy, Rollup.MINUTE)).isEqualTo(2);
        RollupStore store =
                store(List.of(new KeepOf(ACCOUNT, "env:test", Map.of(Tier.MINUTE, Duration.ofDays(1)))), ROOMY);
        store.tend(now);
        assertThat(count(store, noisy, Rollup.MINUTE)).isEqualTo(1);
        assertThat(count(store, noisy, Rollup.HALF_HOUR)).isEqualTo(2);
        assertThat(count(store, kept, Rollup.MINUTE)).isEqualTo(1);
    }

    @Test
    void histogramsGoWithTheirSizeAndTextsWithMinutes() {
        StreamId stream = new StreamId(check, "h|ST[env:test]");
        Instant old = now.minus(Duration.ofDays(40));
        StreamCells cells = new StreamCells(ACCOUNT, MetricType.HISTOGRAM);
        cells.histogram(MetricType.HISTOGRAM, old.toEpochMilli(), new Histogram().insert(1, 5));
        cells.text(old.toEpochMilli(), "red");
        store(List.of(), ROOMY).commit(new Commit(journal, 0, 1, new TreeMap<>(Map.of(stream, cells))));
        RollupStore others =
                store(List.of(new KeepOf(ACCOUNT, "env:prod", Map.of(Tier.MINUTE, Duration.ofDays(1)))), ROOMY);
        others.tend(now);
        assertThat(histograms(others, stream, Rollup.MINUTE)).isEqualTo(1);
        assertThat(others.text(ACCOUNT, stream, 0, now.getEpochSecond())).hasSize(1);
        RollupStore tagged =
                store(List.of(new KeepOf(ACCOUNT, "env:test", Map.of(Tier.MINUTE, Duration.ofDays(1)))), ROOMY);
        tagged.tend(now);
        assertThat(histograms(tagged, stream, Rollup.MINUTE)).isZero();
        assertThat(tagged.text(ACCOUNT, stream, 0, now.getEpochSecond())).isEmpty();
        assertThat(histograms(tagged, stream, Rollup.HOUR)).isEqualTo(1);
        RollupStore all = TestStores.postgres(POOL, Map.of(Tier.HOUR, Duration.ofDays(1)), List.of(), ROOMY);
        all.tend(now);
        assertThat(histograms(all, stream, Rollup.HOUR)).isZero();
    }

    private long histograms(RollupStore store, StreamId stream, Rollup rollup) {
        return store.histograms(ACCOUNT, List.of(stream), rollup, 0, now.getEpochSecond() + 60)
                .getOrDefault(stream, List.of())
                .size();
    }

    @Test
    void verificationFindsTheCellThatDisagreesAndNoOther() {
        StreamId stream = new StreamId(check, "verified");
        RollupStore store = store(List.of(), ROOMY);
        Instant day = now.minus(Duration.ofDays(20));
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            samples.add(new Sample(stream, day.plus(Duration.ofMinutes(7L * i)).toEpochMilli(), i % 17));
        }
        store.commit(new Commit(journal, 0, 1, Samples.cells(samples)));
        store.tend(now);
        store.commit(commit(1, stream, now));
        assertThat(verify()).startsWith("0 ").contains(" 0 disagree, 0 have no finer ones.");
        jdbc.update("delete from chunk_3600 where stream = (select id from stream where name = 'verified')");
        assertThat(verify())
                .startsWith("1 ")
                .contains(check + "/verified 1h at")
                .contains("missing");
    }

    private String verify() {
        var said = new ByteArrayOutputStream();
        int status = StoreTool.run(
                new String[] {"verify", "40"},
                Map.of(
                        "SPRING_DATASOURCE_URL", POOL.getJdbcUrl(),
                        "SPRING_DATASOURCE_USERNAME", POOL.getUsername(),
                        "SPRING_DATASOURCE_PASSWORD", POOL.getPassword()),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        return status + " " + said.toString(StandardCharsets.UTF_8);
    }

    private long count(RollupStore store, StreamId stream, Rollup rollup) {
        return store.numeric(ACCOUNT, List.of(stream), rollup, 0, now.getEpochSecond() + 60)
                .getOrDefault(stream, List.of())
                .size();
    }

    private Commit commit(long from, StreamId stream, Instant at) {
        return new Commit(journal, from, from + 1, Samples.cells(List.of(new Sample(stream, at.toEpochMilli(), 5))));
    }

    private static RollupStore store(List<KeepOf> keepOf, RoomSettings room) {
        return TestStores.postgres(POOL, Map.of(), keepOf, room);
    }
}
