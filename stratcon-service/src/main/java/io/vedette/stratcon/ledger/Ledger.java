package io.vedette.stratcon.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.stratcon.ledger.LedgerReport.BrokerLedger;
import io.vedette.stratcon.ledger.LedgerReport.MinuteLedger;
import io.vedette.stratcon.ledger.LiveTallies.Live;
import io.vedette.stratcon.ownership.BrokersOwned;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StoreUnavailableException;
import io.vedette.stratcon.store.StoredNumeric;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Reads the ledger of the brokers that are this stratcon's out of the store. Also looks each minute by itself and tells {@code vedette_ledger_differs} and
 * {@code vedette_ledger_agrees}: alert when the first is above 0, for then samples were lost or doubled.
 */
final class Ledger implements SmartLifecycle {
    /** What the gauges look back on. */
    private static final Duration WATCHED = Duration.ofMinutes(15);

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final RollupStore store;
    private final LiveTallies live;
    private final Clock clock;
    private volatile List<Long> brokers = List.of();
    private volatile long differs;
    private volatile boolean running;
    private Thread thread = new Thread();

    Ledger(RollupStore store, LiveTallies live, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.live = live;
        this.clock = clock;
        Gauge.builder("vedette.ledger.differs", this, ledger -> ledger.differs).register(meters);
        Gauge.builder("vedette.ledger.agrees", this, ledger -> ledger.differs == 0 ? 1 : 0)
                .register(meters);
    }

    @EventListener
    void owned(BrokersOwned event) {
        brokers = event.brokers().stream().map(BrokerAddress::getBrokerId).toList();
    }

    /**
     * The ledger of the last so much time.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    LedgerReport report(Duration back) {
        long to = clock.instant().getEpochSecond() + 3600;
        long from = Rollup.MINUTE.startOf(to - 3600 - back.toSeconds());
        return LedgerReport.of(
                brokers.stream().map(broker -> broker(broker, from, to)).toList());
    }

    private BrokerLedger broker(long broker, long from, long to) {
        List<StreamId> streams = Arrays.stream(Hop.values())
                .map(hop -> LedgerStreams.of(broker, hop))
                .toList();
        Map<StreamId, List<StoredNumeric>> cells =
                store.numeric(LedgerStreams.ACCOUNT, streams, Rollup.MINUTE, from, to);
        Map<Hop, Map<Long, Long>> sums = new EnumMap<>(Hop.class);
        TreeSet<Long> minutes = new TreeSet<>();
        for (Hop hop : Hop.values()) {
            Map<Long, Long> byMinute = new TreeMap<>();
            for (StoredNumeric cell : cells.getOrDefault(LedgerStreams.of(broker, hop), List.of())) {
                byMinute.put(cell.startS(), Math.round(cell.cell().sum()));
            }
            minutes.addAll(byMinute.keySet());
            sums.put(hop, byMinute);
        }
        long lastMark = sums.getOrDefault(Hop.MARKS, Map.of()).keySet().stream().reduce(Long.MIN_VALUE, Math::max);
        List<MinuteLedger> ledgers = new ArrayList<>();
        minutes.forEach(at -> ledgers.add(minute(broker, at, at <= lastMark, sums)));
        return new BrokerLedger(broker, ledgers);
    }

    private MinuteLedger minute(long broker, long at, boolean closed, Map<Hop, Map<Long, Long>> sums) {
        long journaled = sum(sums, Hop.JOURNALED, at);
        long drawn = sum(sums, Hop.DRAWN, at);
        long stored = sum(sums, Hop.STORED, at);
        Live waiting = live.waiting(broker).getOrDefault(at / 60, Live.NONE);
        long fresh = sum(sums, Hop.MQ_BATCHES, at) + waiting.fresh();
        long old = sum(sums, Hop.OLD_BATCHES, at) + waiting.old();
        return new MinuteLedger(
                at,
                closed,
                sum(sums, Hop.RECEIVED, at),
                sum(sums, Hop.REFUSED, at),
                sum(sums, Hop.REPEAT, at),
                sum(sums, Hop.WAITING, at),
                journaled,
                drawn,
                stored,
                drawn - stored,
                closed ? journaled - drawn : 0,
                sum(sums, Hop.LIVE_ONLY_BATCHES, at),
                fresh,
                old,
                Math.max(0, sum(sums, Hop.JOURNALED_BATCHES, at) - fresh - old));
    }

    private static long sum(Map<Hop, Map<Long, Long>> sums, Hop hop, long at) {
        return sums.getOrDefault(hop, Map.of()).getOrDefault(at, 0L);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("ledger").start(this::watch);
    }

    private void watch() {
        try {
            while (running) {
                Thread.sleep(EVERY);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            differs = report(WATCHED).differs();
        } catch (StoreUnavailableException e) {
            // Nothing new is known; the store's own figures tell why.
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
