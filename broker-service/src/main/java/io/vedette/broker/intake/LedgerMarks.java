package io.vedette.broker.intake;

import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.Journaled;
import io.vedette.contracts.proto.ledger.LedgerMark;
import io.vedette.contracts.proto.ledger.LedgerMinute;
import io.vedette.contracts.proto.ledger.RefusedSamples;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes the ledger's mark as each minute turns, and at the stop. A mark tells what happened since the one before: received = refused + repeats +
 * journaled + what waits more. A mark the journal refuses is told by the next; after a crash, what stood behind the last one is counted from the journal.
 */
@Component
class LedgerMarks implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LedgerMarks.class);

    private final Journal journal;
    private final Tally tally;
    private final LiveTail live;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-marks").daemon().factory());
    /** What the marks that are in the journal have told; guarded by this. */
    private Told told = new Told(0, 0, Map.of(), 0, 0, 0);

    private long minute;
    private volatile @Nullable ScheduledFuture<?> ticking;

    /** Sums since the process began; journaled without, recovered with what was found in the journal. */
    private record Told(
            long received, long repeats, Map<String, Long> refused, long journaled, long recovered, long liveOnly) {

        long refusals() {
            return refused.values().stream().mapToLong(Long::longValue).sum();
        }

        long waiting() {
            return received - repeats - refusals() - journaled;
        }
    }

    LedgerMarks(Journal journal, Tally tally, LiveTail live, Clock clock) {
        this.journal = journal;
        this.tally = tally;
        this.live = live;
        this.clock = clock;
        minute = epochMinute();
    }

    /** Writes a mark and waits until it is in the journal. */
    synchronized void mark() {
        Told[] next = {told};
        try {
            journal.mark(journaled -> {
                        next[0] = now(journaled);
                        return content(next[0], journaled).toByteArray();
                    })
                    .join();
            told = next[0];
        } catch (CompletionException refused) {
            log.atDebug().log("a mark waits for the next: {}", refused.getMessage());
        }
    }

    private synchronized void tick() {
        long present = epochMinute();
        if (present != minute) {
            minute = present;
            mark();
        }
    }

    private Told now(List<Journaled> since) {
        // What came in is read last: whatever left is then among it.
        Map<String, Long> refused = new TreeMap<>();
        tally.totals().forEach((entry, count) -> {
            if (entry.isSamples() && entry.outcome().equals("refused")) {
                refused.merge(entry.reason(), count, Long::sum);
            }
        });
        long repeats = sum("repeat");
        long samples = since.stream().mapToLong(Journaled::samples).sum();
        long recovered = told.recovered == 0 ? journal.recoveredSamples() : told.recovered;
        long journaled = told.journaled + samples - (recovered - told.recovered);
        return new Told(sum("received"), repeats, refused, journaled, recovered, live.published());
    }

    private LedgerMark content(Told now, List<Journaled> journaled) {
        long recovered = now.recovered - told.recovered;
        LedgerMark.Builder mark = LedgerMark.newBuilder()
                .setReceived(now.received - told.received + recovered)
                .setRepeats(now.repeats - told.repeats)
                .setWaiting(now.waiting())
                .setRecovered(recovered)
                .setLiveOnlyBatches(now.liveOnly - told.liveOnly);
        now.refused.forEach((reason, count) -> {
            long more = count - told.refused.getOrDefault(reason, 0L);
            if (more > 0) {
                mark.addRefused(RefusedSamples.newBuilder().setReason(reason).setSamples(more));
            }
        });
        journaled.forEach(one -> mark.addMinutes(LedgerMinute.newBuilder()
                .setMinute(one.minute())
                .setSamples(one.samples())
                .setBatches(one.batches())));
        return mark.build();
    }

    private long sum(String outcome) {
        return tally.totals().entrySet().stream()
                .filter(entry ->
                        entry.getKey().isSamples() && entry.getKey().outcome().equals(outcome))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private long epochMinute() {
        return Math.floorDiv(clock.millis(), TimeUnit.MINUTES.toMillis(1));
    }

    @Override
    public void start() {
        ticking = timer.scheduleWithFixedDelay(this::tickSafely, 500, 500, TimeUnit.MILLISECONDS);
    }

    private void tickSafely() {
        try {
            tick();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("a ledger mark was not written");
        }
    }

    @Override
    public void stop() {
        timer.shutdown();
        ticking = null;
        mark();
    }

    @Override
    public boolean isRunning() {
        return ticking != null;
    }

    /** Below whatever else may journal: stopped last, so that a clean stop leaves nothing behind its mark. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 20;
    }
}
