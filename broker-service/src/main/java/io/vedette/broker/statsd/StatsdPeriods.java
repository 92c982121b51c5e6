package io.vedette.broker.statsd;

import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Taken;
import io.vedette.broker.intake.Tally;
import io.vedette.contracts.proto.config.Check;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes datagrams apart and closes the checks' periods. A period is the check's own, counted from the epoch, so that a restart does not shift it. Stopping
 * closes the open periods at once; after a crash they are made again of the lines in the journal.
 */
@Component
final class StatsdPeriods implements SmartLifecycle {
    /** Protocol under which lines are tallied: received = accumulated + refused. */
    static final String LINES = "statsd_lines";

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

    /** Takes the lines of one datagram from this address. */
    void take(String address, byte[] datagram) {
        Optional<Check> check = checks.of(address);
        StringBuilder taken = new StringBuilder();
        OpenPeriod period = check.map(this::period).orElse(null);
        if (period == null) {
            refuseAll(datagram);
            return;
        }
        List<Sample> notes = new ArrayList<>();
        synchronized (period) {
            lines(datagram, period, taken, notes);
            if (!taken.isEmpty()) {
                contributions.took(
                        UUID.fromString(check.orElseThrow().getUuid()), period.key(), period.endMs(), taken.toString());
            }
        }
        if (!notes.isEmpty()) {
            // What the journal refuses, the intake has counted.
            CompletableFuture<Taken> ignored = intake.takeOrHold(check.orElseThrow(), notes, clock.millis());
        }
    }

    private OpenPeriod period(Check check) {
        return open.computeIfAbsent(check.getUuid(), uuid -> begin(check, clock.millis()));
    }

    private void refuseAll(byte[] datagram) {
        long lines = lines(datagram).count();
        tally.received(LINES, lines);
        tally.refused(LINES, "no_check", lines);
    }

    private void lines(byte[] datagram, OpenPeriod period, StringBuilder taken, List<Sample> notes) {
        long now = clock.millis();
        lines(datagram).forEach(line -> {
            tally.received(LINES, 1);
            try {
                if (DogStatsdNote.isNote(line)) {
                    notes.addAll(DogStatsdNote.parse(line, now));
                    tally.accumulated(LINES, 1);
                    return;
                }
                for (StatsdValue value : StatsdLine.parse(line)) {
                    period.accumulator().add(value, now);
                }
                tally.accumulated(LINES, 1);
                taken.append(taken.isEmpty() ? "" : "\n").append(line);
            } catch (StatsdLineException e) {
                tally.refused(LINES, e.reason(), 1);
            }
        });
    }

    private static Stream<String> lines(byte[] datagram) {
        return Arrays.stream(new String(datagram, StandardCharsets.UTF_8).split("\n", -1))
                .map(String::strip)
                .filter(line -> !line.isEmpty());
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
            if (endMs(period) <= now) {
                close(check, period, endMs(period));
            } else if (intake.isWatched()) {
                intake.show(check, period.accumulator().values(now), now);
            }
        }
        Set<String> present = checks.all().stream().map(Check::getUuid).collect(Collectors.toSet());
        open.keySet().retainAll(present);
    }

    private static long endMs(OpenPeriod period) {
        synchronized (period) {
            return period.endMs();
        }
    }

    private void close(Check check, OpenPeriod period, long atMs) {
        OpenPeriod.Ended ended;
        synchronized (period) {
            ended = period.turn(atMs, keys.incrementAndGet(), endOfPeriod(check, clock.millis()));
        }
        journal(check, ended, ended.samples());
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
