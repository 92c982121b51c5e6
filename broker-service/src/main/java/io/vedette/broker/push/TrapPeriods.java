package io.vedette.broker.push;

import io.vedette.broker.check.CheckBook;
import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Taken;
import io.vedette.broker.intake.Tally;
import io.vedette.contracts.proto.config.Check;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The open periods of HTTPTrap checks with {@code asynch_metrics} {@code false}: what is pushed is in the journal when it is answered, its last value becomes
 * a sample when the period ends. A period is the check's own, counted from the epoch. After a stop or a crash periods are made again of the journal.
 */
@Component
class TrapPeriods implements SmartLifecycle {
    /** Protocol under which pushed values are tallied: received = accumulated + refused. Of the periods' values the check's type counts. */
    static final String PUSHED = "httptrap_lines";

    private static final Logger log = LoggerFactory.getLogger(TrapPeriods.class);
    private static final long KEYS_PER_MS = 1000;
    /** Longer than any period. */
    private static final Duration REPLAYED = Duration.ofMinutes(15);

    private final CheckBook book;
    private final Intake intake;
    private final Tally tally;
    private final Clock clock;
    private final TrapContributions contributions;
    private final AtomicLong keys;
    private final Map<UUID, TrapPeriod> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("trap-periods").daemon().factory());
    private volatile @Nullable ScheduledFuture<?> ticking;

    TrapPeriods(CheckBook book, Intake intake, Tally tally, Clock clock, TrapContributions contributions) {
        this.book = book;
        this.intake = intake;
        this.tally = tally;
        this.clock = clock;
        this.contributions = contributions;
        keys = new AtomicLong(-clock.millis() * KEYS_PER_MS);
    }

    /** Whether a check keeps values for the end of its period. */
    static boolean areKept(Check check) {
        return check.getConfigOrDefault("asynch_metrics", "true").equals("false");
    }

    /**
     * Takes values into the check's period.
     *
     * @return ends when they are on the disk
     */
    CompletableFuture<Long> take(Check check, List<Sample> samples, boolean averaged) {
        UUID uuid = UUID.fromString(check.getUuid());
        long now = clock.millis();
        tally.received(PUSHED, samples.size());
        CompletableFuture<Long> journaled = new CompletableFuture<>();
        int[] lost = new int[1];
        open.compute(uuid, (u, present) -> {
            // The record is in the journal's queue before the period can end.
            TrapPeriod period = present == null ? begin(check, now) : present;
            lost[0] = period.take(samples, averaged);
            CompletableFuture<Long> ignored = contributions
                    .took(uuid, period, samples, averaged, now)
                    .whenComplete((offset, failure) -> {
                        if (failure == null) {
                            journaled.complete(offset);
                        } else {
                            journaled.completeExceptionally(failure);
                        }
                    });
            return period;
        });
        tally.refused(PUSHED, "too_many_streams", lost[0]);
        tally.accumulated(PUSHED, samples.size() - lost[0]);
        return journaled;
    }

    private TrapPeriod begin(Check check, long nowMs) {
        long period = check.getPeriodMs();
        return new TrapPeriod(keys.decrementAndGet(), (nowMs / period + 1) * period);
    }

    /** Ends the periods that are over. */
    private void tick() {
        endUntil(clock.millis());
    }

    /** Ends all periods, over or not. */
    void endAll() {
        endUntil(Long.MAX_VALUE);
    }

    private void endUntil(long nowMs) {
        open.forEach((uuid, period) -> {
            if (period.endMs() <= nowMs && open.remove(uuid, period)) {
                end(uuid, period);
            }
        });
    }

    private void end(UUID uuid, TrapPeriod period) {
        Optional<Check> check = book.find(uuid).filter(Check::getActive);
        List<Sample> values = period.values();
        if (check.isPresent() && !values.isEmpty()) {
            // What the journal refuses, the intake has counted or holds.
            intake.takeOrHold(check.get(), values, clock.millis())
                    .exceptionally(refused -> Taken.NOTHING)
                    .join();
        }
        CompletableFuture<Long> ignored = contributions.ended(uuid, period);
    }

    private void rebuild() {
        for (TrapContributions.Contribution one : contributions.open(REPLAYED)) {
            TrapPeriod period = open.get(one.check());
            if (period != null && period.key() != one.key()) {
                end(one.check(), period);
                period = null;
            }
            TrapPeriod present = period == null ? new TrapPeriod(one.key(), one.endMs()) : period;
            open.put(one.check(), present);
            int ignored = present.take(one.samples(), one.way() == TrapContributions.Way.AVERAGED);
        }
        tick();
    }

    @Override
    public void start() {
        rebuild();
        ticking = timer.scheduleWithFixedDelay(this::tickSafely, 1, 1, TimeUnit.SECONDS);
    }

    private void tickSafely() {
        try {
            tick();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Pushed values of a period were not taken");
        }
    }

    /** Leaves the open periods to the next start. */
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
