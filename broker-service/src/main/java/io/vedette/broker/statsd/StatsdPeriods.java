package io.vedette.broker.statsd;

import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Taken;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.statsd.StatsdFeed.Taker;
import io.vedette.contracts.proto.config.Check;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Opens and closes the checks' periods; each second what changed in them goes to the journal. A period is the check's own, counted from the epoch, so that a restart does not shift it. Stopping
 * closes the open periods at once; after a crash they are made again of the journal, but for the last second.
 */
@Component
final class StatsdPeriods implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StatsdPeriods.class);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final long KEYS_PER_MS = 1000;
    /** As long as an untouched gauge is remembered. */
    private static final Duration REPLAYED = Duration.ofHours(1);

    private final StatsdChecks checks;
    private final StatsdSettings settings;
    private final Intake intake;
    private final Tally tally;
    private final Clock clock;
    private final Contributions contributions;
    private final AtomicLong keys;
    private final Map<String, OpenPeriod> open = new ConcurrentHashMap<>();
    private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    StatsdPeriods(
            StatsdChecks checks,
            StatsdSettings settings,
            Intake intake,
            Tally tally,
            Clock clock,
            Contributions contributions) {
        this.checks = checks;
        this.settings = settings;
        this.intake = intake;
        this.tally = tally;
        this.clock = clock;
        this.contributions = contributions;
        keys = new AtomicLong(clock.millis() * KEYS_PER_MS);
    }

    /** Takes lines; one for each thread. */
    StatsdFeed feed() {
        return new StatsdFeed(this, intake, tally, clock);
    }

    /** Another number when others may take. */
    int version() {
        return checks.version();
    }

    /** Who takes the lines of this sender, in the order in which they are asked. */
    List<Taker> takers(String sender) {
        return checks.of(sender).stream()
                .map(check ->
                        new Taker(check, StatsdType.prefix(check).getBytes(StandardCharsets.UTF_8), period(check)))
                .toList();
    }

    private OpenPeriod period(Check check) {
        return open.computeIfAbsent(check.getUuid(), uuid -> begin(check, clock.millis()));
    }

    private OpenPeriod begin(Check check, long nowMs) {
        Accumulator accumulator = new Accumulator(settings.maxStreams(), settings.maxSetSize());
        return new OpenPeriod(accumulator, keys.incrementAndGet(), endOfPeriod(check, nowMs));
    }

    private static long endOfPeriod(Check check, long nowMs) {
        return (nowMs / check.getPeriodMs() + 1) * check.getPeriodMs();
    }

    @Override
    public void start() {
        rebuild();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("statsd-periods").daemon().factory());
        Future<?> ticking = timer.scheduleAtFixedRate(this::tickSafely, 1, 1, TimeUnit.SECONDS);
        running = !ticking.isCancelled();
    }

    private void tickSafely() {
        try {
            tick();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("statsd values of a period were not taken");
        }
    }

    /** Closes what is over, shows what is open, forgets the checks that are gone. */
    void tick() {
        long now = clock.millis();
        for (Check check : checks.all()) {
            OpenPeriod period = open.get(check.getUuid());
            if (period == null) {
                continue;
            }
            tick(check, period, now);
        }
        Set<String> present = checks.all().stream().map(Check::getUuid).collect(Collectors.toSet());
        open.keySet().retainAll(present);
    }

    private static long endMs(OpenPeriod period) {
        synchronized (period) {
            return period.endMs();
        }
    }

    private void tick(Check check, OpenPeriod period, long nowMs) {
        if (endMs(period) <= nowMs) {
            close(check, period, endMs(period));
            return;
        }
        List<Sample> shown = List.of();
        OpenPeriod.Changes changes;
        synchronized (period) {
            changes = period.changes();
            if (intake.isWatched()) {
                shown = period.accumulator().values(nowMs);
            }
        }
        keep(check, changes);
        intake.show(check, shown, nowMs);
    }

    private void close(Check check, OpenPeriod period, long atMs) {
        OpenPeriod.Changes changes;
        OpenPeriod.Ended ended;
        synchronized (period) {
            changes = period.changes();
            ended = period.turn(atMs, keys.incrementAndGet(), endOfPeriod(check, clock.millis()));
        }
        keep(check, changes);
        journal(check, ended, ended.samples());
    }

    /** What the journal refuses would be missing after a crash alone. */
    private void keep(Check check, OpenPeriod.Changes changes) {
        UUID uuid = UUID.fromString(check.getUuid());
        for (byte[] piece : changes.pieces()) {
            contributions
                    .changed(uuid, changes.key(), changes.endMs(), piece)
                    .exceptionally(refused -> 0L)
                    .join();
        }
    }

    private void journal(Check check, OpenPeriod.Ended ended, List<Sample> samples) {
        if (!samples.isEmpty()) {
            // What the journal refuses, the intake has counted.
            intake.takeOrHold(check, samples, clock.millis())
                    .exceptionally(refused -> Taken.NOTHING)
                    .join();
            contributions.ended(UUID.fromString(check.getUuid()), ended.key(), ended.endMs());
        }
    }

    /** Takes up the periods as the journal tells them: what is over is journaled at once, what is open goes on. */
    private void rebuild() {
        Map<UUID, Check> known = checks.all().stream()
                .collect(Collectors.toMap(check -> UUID.fromString(check.getUuid()), Function.identity(), (a, b) -> a));
        StatsdReplay replay =
                StatsdReplay.of(contributions, known.keySet(), clock.instant().minus(REPLAYED), settings);
        replay.open().forEach((uuid, period) -> {
            Check check = known.get(uuid);
            if (check == null) {
                return;
            }
            replay.ended(uuid).forEach(ended -> journal(check, ended, replay.missing(uuid, ended)));
            long now = clock.millis();
            if (period.endMs() <= now) {
                OpenPeriod.Ended last = period.turn(period.endMs(), keys.incrementAndGet(), endOfPeriod(check, now));
                journal(check, last, replay.missing(uuid, last));
            }
            open.put(check.getUuid(), period);
        });
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
        for (Check check : checks.all()) {
            OpenPeriod period = open.remove(check.getUuid());
            if (period != null) {
                close(check, period, clock.millis());
            }
        }
    }

    /** Before the listener, so that it is stopped after it; after everything the intake needs. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
