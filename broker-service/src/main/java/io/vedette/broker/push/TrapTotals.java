package io.vedette.broker.push;

import io.vedette.broker.check.CheckBook;
import io.vedette.broker.check.CheckChanged;
import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Taken;
import io.vedette.contracts.proto.config.Check;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The running totals of streams that are sent with {@code _fl "+"}. What is added is in the journal, as a contribution, before it counts; every few minutes
 * the totals themselves are, so that at a start they are made again of the journal's last part.
 */
@Component
class TrapTotals implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TrapTotals.class);
    private static final Duration TOLD = Duration.ofMinutes(4);
    /** Some tellings long, so that one that was refused costs nothing. */
    private static final Duration REPLAYED = Duration.ofMinutes(15);

    private final CheckBook book;
    private final Intake intake;
    private final Clock clock;
    private final TrapContributions contributions;
    private final Map<UUID, RunningTotals> byCheck = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("trap-totals").daemon().factory());
    private volatile @Nullable ScheduledFuture<?> ticking;

    TrapTotals(CheckBook book, Intake intake, Clock clock, TrapContributions contributions) {
        this.book = book;
        this.intake = intake;
        this.clock = clock;
        this.contributions = contributions;
    }

    /**
     * Adds numbers to their streams' totals; waits until they are on the disk.
     *
     * @return the totals they came to, one for each that was not added before
     * @throws CompletionException when the journal refused any; they may be sent again
     */
    List<Sample> add(Check check, List<Sample> samples) {
        UUID uuid = UUID.fromString(check.getUuid());
        RunningTotals totals = byCheck.computeIfAbsent(uuid, u -> new RunningTotals());
        RunningTotals.Added added = totals.add(samples, fresh -> contributions.added(uuid, fresh, clock.millis()));
        try {
            added.stored().join();
        } catch (CompletionException e) {
            totals.refused(added.fresh());
            throw e;
        }
        return totals.stored(added.fresh(), clock.millis());
    }

    /** Makes samples of totals. What was added is on the disk: one that the journal refuses now waits in memory, and the next tells it too. */
    Taken show(Check check, List<Sample> totals) {
        return totals.isEmpty()
                ? Taken.NOTHING
                : intake.takeOrHold(check, totals, clock.millis())
                        .exceptionally(held -> new Taken(totals.size(), 0, 0))
                        .join();
    }

    /** Writes all totals into the journal. */
    void tell() {
        byCheck.forEach((uuid, totals) -> {
            CompletableFuture<?> ignored = totals.totals(all -> contributions.totals(uuid, all, clock.millis()));
        });
    }

    private void tellSafely() {
        try {
            tell();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Running totals were not written");
        }
    }

    private void rebuild() {
        contributions.totalsFound(REPLAYED, found -> {
            RunningTotals totals = byCheck.computeIfAbsent(found.check(), u -> new RunningTotals());
            switch (found.way()) {
                case TOTALS -> totals.foundTotals(found.samples());
                case ADDED -> totals.found(found.samples(), false);
                case ADDED_TIMED -> totals.found(found.samples(), true);
                case LAST, AVERAGED -> throw new IllegalStateException("values of a period among the totals");
            }
        });
        byCheck.keySet().removeIf(uuid -> book.find(uuid).isEmpty());
    }

    @EventListener
    void changed(CheckChanged change) {
        if (book.find(change.uuid()).isEmpty()) {
            byCheck.remove(change.uuid());
        }
    }

    @Override
    public void start() {
        rebuild();
        ticking = timer.scheduleWithFixedDelay(this::tellSafely, 0, TOLD.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
        ticking = null;
    }

    @Override
    public boolean isRunning() {
        return ticking != null;
    }
}
