package io.vedette.broker.statsd;

import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Taken;
import io.vedette.broker.intake.Tally;
import io.vedette.contracts.proto.config.Check;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes datagrams apart and closes the checks' periods. A period is the check's own, counted from the epoch, so that a restart does not shift it. Stopping
 * closes the open periods at once.
 */
@Component
final class StatsdPeriods implements SmartLifecycle {
    /** Protocol under which lines are tallied: received = accumulated + refused. */
    static final String LINES = "statsd_lines";

    private static final Logger log = LoggerFactory.getLogger(StatsdPeriods.class);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final StatsdChecks checks;
    private final StatsdSettings settings;
    private final Intake intake;
    private final Tally tally;
    private final Clock clock;
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    /** The open period of one check; {@code endMs} belongs to the timer thread. */
    private static final class Open {
        private final Accumulator accumulator;
        private long endMs;

        Open(Accumulator accumulator, long endMs) {
            this.accumulator = accumulator;
            this.endMs = endMs;
        }
    }

    StatsdPeriods(StatsdChecks checks, StatsdSettings settings, Intake intake, Tally tally, Clock clock) {
        this.checks = checks;
        this.settings = settings;
        this.intake = intake;
        this.tally = tally;
        this.clock = clock;
    }

    /** Takes the lines of one datagram from this address. */
    void take(String address, byte[] datagram) {
        Optional<Check> check = checks.of(address);
        for (String line : new String(datagram, StandardCharsets.UTF_8).split("\n", -1)) {
            String text = line.strip();
            if (text.isEmpty()) {
                continue;
            }
            tally.received(LINES, 1);
            if (check.isEmpty()) {
                tally.refused(LINES, "no_check", 1);
            } else {
                take(check.get(), text);
            }
        }
    }

    private void take(Check check, String line) {
        long now = clock.millis();
        Open period = open.computeIfAbsent(check.getUuid(), uuid -> begin(check, now));
        try {
            for (StatsdValue value : StatsdLine.parse(line)) {
                period.accumulator.add(value, now);
            }
            tally.accumulated(LINES, 1);
        } catch (StatsdLineException e) {
            tally.refused(LINES, e.reason(), 1);
        }
    }

    private Open begin(Check check, long nowMs) {
        return new Open(new Accumulator(settings.maxStreams(), settings.maxSetSize()), endOfPeriod(check, nowMs));
    }

    private static long endOfPeriod(Check check, long nowMs) {
        return (nowMs / check.getPeriodMs() + 1) * check.getPeriodMs();
    }

    @Override
    public void start() {
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
            Open period = open.get(check.getUuid());
            if (period == null) {
                continue;
            }
            if (now >= period.endMs) {
                close(check, period, period.endMs);
                period.endMs = endOfPeriod(check, now);
            } else if (intake.isWatched()) {
                intake.show(check, period.accumulator.values(now), now);
            }
        }
        Set<String> present = checks.all().stream().map(Check::getUuid).collect(Collectors.toSet());
        open.keySet().retainAll(present);
    }

    private void close(Check check, Open period, long endMs) {
        List<Sample> samples = period.accumulator.close(endMs);
        if (!samples.isEmpty()) {
            // What the journal refuses, the intake has counted.
            intake.takeOrHold(check, samples, clock.millis())
                    .exceptionally(refused -> Taken.NOTHING)
                    .join();
        }
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
            Open period = open.remove(check.getUuid());
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
