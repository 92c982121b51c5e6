package io.vedette.stratcon.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.contracts.proto.ledger.LedgerMark;
import io.vedette.contracts.proto.ledger.LedgerMinute;
import io.vedette.stratcon.clock.Skew;
import io.vedette.stratcon.enrol.Identity;
import io.vedette.stratcon.field.Batch;
import io.vedette.stratcon.field.FieldBroker;
import io.vedette.stratcon.field.TestCa;
import io.vedette.stratcon.field.TestIdentity;
import io.vedette.stratcon.field.UnsteadyStore;
import io.vedette.stratcon.ledger.Ledgers;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamNames;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StoredNumeric;
import io.vedette.stratcon.store.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DurableLaneTests {
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final HikariDataSource POOL = TestStores.newPool();
    private static final TestCa CA = new TestCa();
    private static final Identity STRATCON = TestIdentity.of(CA, "stratcon");
    private static final long BASE_MS = 1_750_000_000_000L;

    private final UUID check = UUID.randomUUID();
    private final long brokerId = check.getMostSignificantBits() >>> 16;
    private final FieldBroker broker = new FieldBroker(CA, 5, "broker-5");
    private final RollupStore store = TestStores.postgres(POOL);
    private final List<Running> running = new ArrayList<>();
    private final DrawMetrics metrics = new DrawMetrics(new SimpleMeterRegistry());

    @AfterEach
    void stop() throws InterruptedException {
        for (Running one : running) {
            one.end();
        }
        broker.close();
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Test
    void drawsWhatIsJournaledBeforeAndAfterItConnects() {
        number(0, 10);
        draw(store);
        awaitCount(10);
        number(10, 20);
        awaitCount(20);
    }

    @Test
    void acknowledgesWhatIsStored() {
        number(0, 10);
        Running lane = draw(store);
        awaitCount(10);
        await().untilAsserted(() -> assertThat(lane.stored.get())
                .extracting(reached -> reached == null ? -1 : reached.position().offset())
                .isEqualTo(broker.end()));
        assertThat(lane.lane.figures().state(0).getOffset()).isEqualTo(broker.end());
        assertThat(lane.lane.figures().state(0).getSamples()).isEqualTo(10);
    }

    @Test
    void countsEverySampleOnceHoweverOftenFeedAndStoreBreak() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        System.out.println("durable lane under breaks, -Dvedette.seed=" + seed);
        Random random = new Random(seed);
        UnsteadyStore unsteady = new UnsteadyStore(store, random);
        draw(unsteady);
        for (int batch = 0; batch < 400; batch++) {
            number(batch * 5, batch * 5 + 5);
            if (random.nextInt(40) == 0) {
                await().pollDelay(Duration.ofMillis(random.nextInt(60))).until(() -> true);
                broker.cut();
            }
        }
        awaitCount(2000);
        broker.mark(LedgerMark.newBuilder()
                .addMinutes(LedgerMinute.newBuilder().setMinute(thisMinute()).setSamples(2000))
                .build());
        await().untilAsserted(() -> assertThat(Ledgers.drawn(store, brokerId)).isEqualTo(2000));
        await().untilAsserted(
                        () -> assertThat(Ledgers.journaled(store, brokerId)).isEqualTo(2000));
        await().until(() -> unsteady.breaks() > 0);
        assertThat(sum()).isEqualTo(1999 * 2000 / 2);
    }

    @Test
    void storesOnceWhatTheLiveLaneSent() {
        UnsteadyStore unsteady = new UnsteadyStore(store, new Random(7));
        draw(unsteady);
        for (int batch = 0; batch < 100; batch++) {
            metrics.live(brokerId, System.currentTimeMillis(), batch % 10 == 0);
            number(batch * 5, batch * 5 + 5);
        }
        awaitCount(500);
        number(500, 505);
        awaitCount(505);
        number(505, 510);
        awaitCount(510);
        assertThat(Ledgers.sent(store, brokerId)).isEqualTo(90);
        assertThat(Ledgers.old(store, brokerId)).isEqualTo(10);
    }

    @Test
    void twoOwnersOfOneBrokerCountNothingTwice() {
        draw(store);
        draw(TestStores.postgres(POOL));
        for (int batch = 0; batch < 200; batch++) {
            number(batch * 5, batch * 5 + 5);
        }
        awaitCount(1000);
        assertThat(sum()).isEqualTo(999 * 1000 / 2);
    }

    @Test
    void goesOnWhereTheStoreIsAfterARestart() throws InterruptedException {
        number(0, 10);
        Running before = draw(store);
        awaitCount(10);
        before.end();
        number(10, 30);
        draw(TestStores.postgres(POOL));
        awaitCount(30);
        assertThat(sum()).isEqualTo(29 * 30 / 2);
    }

    @Test
    void commitsWhatItDrewWhenItIsStopped() throws InterruptedException {
        DrawSettings lazy = settings(Duration.ofHours(1), 1_000_000, Duration.ofSeconds(5));
        Running lane = draw(store, lazy);
        number(0, 10);
        await().until(() -> lane.lane.figures().state(0).getBatches() == 2);
        lane.end();
        awaitCount(10);
    }

    @Test
    void staysConnectedWhileTheStoreIsAway() {
        UnsteadyStore unsteady = new UnsteadyStore(store, new Random(1));
        Running lane = draw(unsteady);
        number(0, 5);
        awaitCount(5);
        unsteady.setAway(true);
        number(5, 10);
        await().until(() -> lane.lane.figures().state(0).getLastError().equals("the store does not answer"));
        assertThat(lane.lane.figures().isConnected()).isTrue();
        unsteady.setAway(false);
        awaitCount(10);
    }

    @Test
    void drawsOnWhileACommitIsMade() {
        UnsteadyStore slow = new UnsteadyStore(store, new Random(3));
        slow.turn.lock();
        try {
            Running lane = draw(slow);
            number(0, 5);
            await().until(slow.turn::hasQueuedThreads);
            number(5, 10);
            await().until(() -> lane.lane.figures().state(0).getBatches() == 2);
            assertThat(lane.stored.get())
                    .extracting(at -> at == null ? -1 : at.position().offset())
                    .isEqualTo(0L);
        } finally {
            slow.turn.unlock();
        }
        awaitCount(10);
    }

    @Test
    void passesOverABatchThatIsNone() {
        number(0, 5);
        broker.append(new byte[] {9, 9, 9});
        number(5, 10);
        draw(store);
        awaitCount(10);
    }

    @Test
    void cutsALaneOnWhichNothingComes() {
        Running lane = draw(store, settings(Duration.ofMillis(100), 5000, Duration.ofMillis(500)));
        await().until(() -> lane.lane.figures().isConnected());
        broker.setSilent(true);
        await().until(() -> !lane.lane.figures().isConnected());
        broker.setSilent(false);
        number(0, 5);
        awaitCount(5);
    }

    @Test
    void speaksToNobodyWhoseNameIsAnother() {
        FieldBroker impostor = new FieldBroker(CA, 6, "broker-6");
        BrokerClient client = client(
                broker.address().toBuilder()
                        .setPort(impostor.address().getPort())
                        .build(),
                SILENCE);
        Running lane = start(client, store, settings(Duration.ofMillis(100), 5000, Duration.ofSeconds(5)));
        await().until(() -> lane.lane.figures().state(0).getLastError().contains("'broker-6', not 'broker-5'"));
        impostor.close();
    }

    @Test
    void speaksToNobodyWhoseCertificateIsRevoked() {
        SSLContext tls = STRATCON.sslContext(broker.address().getCn(), certificate -> true);
        Running lane = start(
                new BrokerClient(broker.address(), tls, SILENCE),
                store,
                settings(Duration.ofMillis(100), 5000, Duration.ofSeconds(5)));
        await().until(() -> lane.lane.figures().state(0).getLastError().contains("'broker-5' is revoked"));
    }

    @Test
    void speaksToNobodyOfAnotherCa() {
        try (FieldBroker stranger = new FieldBroker(new TestCa(), 7, "broker-5")) {
            Running lane = start(
                    client(stranger.address(), SILENCE),
                    store,
                    settings(Duration.ofMillis(100), 5000, Duration.ofSeconds(5)));
            await().until(() -> !lane.lane.figures().state(0).getLastError().isEmpty());
            assertThat(lane.lane.figures().isConnected()).isFalse();
        }
    }

    private static BrokerClient client(BrokerAddress address, Duration longestSilence) {
        return new BrokerClient(address, STRATCON.sslContext(address.getCn(), certificate -> false), longestSilence);
    }

    private void number(int from, int to) {
        for (int i = from; i < to; i += 5) {
            int first = i;
            broker.append(Batch.of(check, batch -> {
                batch.stream("numbers");
                for (int n = first; n < first + 5; n++) {
                    batch.real(BASE_MS + n * 100L, n);
                }
            }));
        }
    }

    private void awaitCount(long count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(cells().stream()
                                .mapToLong(cell -> cell.cell().count())
                                .sum())
                        .isEqualTo(count));
    }

    private static long thisMinute() {
        return System.currentTimeMillis() / 60_000;
    }

    private double sum() {
        return cells().stream().mapToDouble(cell -> cell.cell().sum()).sum();
    }

    private List<StoredNumeric> cells() {
        StreamId stream = new StreamId(check, "numbers");
        return store.numeric(Batch.ACCOUNT, List.of(stream), Rollup.MINUTE, 0, 2_000_000_000)
                .getOrDefault(stream, List.of());
    }

    private Running draw(RollupStore into) {
        return draw(into, settings(Duration.ofMillis(50), 5000, Duration.ofSeconds(5)));
    }

    private Running draw(RollupStore into, DrawSettings settings) {
        return start(client(broker.address(), settings.stallTimeout()), into, settings);
    }

    private Running start(BrokerClient client, RollupStore into, DrawSettings settings) {
        DrawTools tools = new DrawTools(settings, metrics, new StreamNames(4), Clock.systemUTC());
        AtomicReference<@Nullable StoredPosition> stored = new AtomicReference<>();
        DurableLane lane = new DurableLane(brokerId, client, into, tools, new Skew(Clock.systemUTC()), stored);
        StopSign stop = new StopSign();
        Thread thread = Thread.ofVirtual().start(new LaneLoop("durable", lane, stop, Clock.systemUTC(), settings));
        Running started = new Running(lane, stop, thread, client, stored);
        running.add(started);
        return started;
    }

    private record Running(
            DurableLane lane,
            StopSign sign,
            Thread thread,
            BrokerClient client,
            AtomicReference<@Nullable StoredPosition> stored) {

        void end() throws InterruptedException {
            sign.raise();
            lane.feed().cut();
            thread.join(Duration.ofSeconds(10));
            client.close();
        }
    }

    private static DrawSettings settings(Duration commitEvery, int commitSamples, Duration stall) {
        return new DrawSettings(
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                stall,
                commitEvery,
                commitEvery.multipliedBy(100),
                commitSamples,
                commitSamples,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofDays(3_653),
                Map.of());
    }
}
