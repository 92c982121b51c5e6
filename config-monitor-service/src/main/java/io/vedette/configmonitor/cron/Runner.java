package io.vedette.configmonitor.cron;

import io.vedette.configmonitor.cron.CronLocks.Lock;
import io.vedette.configmonitor.cron.Run.Outcome;
import io.vedette.service.process.GuardedProcess;
import io.vedette.webdb.scope.Scope;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Runs one job at one of its times, on the thread that asks: taken, locked, put off, run, kept. */
@Component
class Runner {
    private static final Logger log = LoggerFactory.getLogger(Runner.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final String JOB = "cron";

    private final CronLocks locks;
    private final Runs runs;
    private final CronSettings settings;
    private final CronMetrics metrics;
    private final String instance =
            ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);

    Runner(CronLocks locks, Runs runs, CronSettings settings, CronMetrics metrics) {
        this.locks = locks;
        this.runs = runs;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** What came of it. */
    private record End(Outcome outcome, @Nullable Integer exit, String output) {}

    void run(CronJob job, Instant due) throws InterruptedException {
        try {
            if (!Scope.across(JOB).call(() -> runs.take(job, due, instance))) {
                return;
            }
            Optional<Lock> taken = locks.take(job.id());
            if (taken.isEmpty()) {
                keep(job, due, new End(Outcome.SKIPPED, null, "the run before still goes on"));
                return;
            }
            try (Lock lock = taken.get()) {
                keep(job, due, locked(job, due, lock));
            }
        } catch (SQLException | DataAccessException | TransactionException e) {
            log.warn("{} of {} is not run, or not told of: the Web DB is away", job.command(), job.file(), e);
            metrics.missed();
        }
    }

    private End locked(CronJob job, Instant due, Lock lock) throws InterruptedException {
        Scope.across(JOB).run(() -> runs.loseOthers(job.id(), due));
        try {
            if (!isStillHeldAfter(delay(job), lock)) {
                return new End(Outcome.LOST, null, "the lock was lost before it began");
            }
            Scope.across(JOB).run(() -> runs.began(job.id(), due));
            try (GuardedProcess process = CronCommand.start(job)) {
                return watched(process, job, lock);
            }
        } catch (IOException e) {
            return new End(Outcome.NOT_STARTED, null, e.toString());
        } catch (InterruptedException stopping) {
            keep(job, due, new End(Outcome.LOST, null, "config-monitor stopped"));
            throw stopping;
        }
    }

    private static Duration delay(CronJob job) {
        long most = job.limits().randomDelay().toMillis();
        return Duration.ofMillis(most <= 0 ? 0 : ThreadLocalRandom.current().nextLong(most + 1));
    }

    private static boolean isStillHeldAfter(Duration delay, Lock lock) throws InterruptedException {
        Thread.sleep(delay);
        return delay.isZero() || lock.isHeld();
    }

    private static End watched(GuardedProcess process, CronJob job, Lock lock) throws InterruptedException {
        Duration timeout = job.limits().timeout();
        long start = System.nanoTime();
        while (true) {
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            boolean isLimited = !timeout.isZero();
            if (process.hasEnded(isLimited && left.compareTo(LOOK) < 0 ? left : LOOK)) {
                return new End(Outcome.ENDED, process.exit(), process.lastWords());
            }
            Optional<Outcome> cut = isLimited && System.nanoTime() - start >= timeout.toNanos()
                    ? Optional.of(Outcome.TIMED_OUT)
                    : lock.isHeld() ? Optional.empty() : Optional.of(Outcome.LOST);
            if (cut.isPresent()) {
                process.close();
                return new End(cut.get(), null, process.lastWords());
            }
        }
    }

    private void keep(CronJob job, Instant due, End end) {
        int exit = end.exit() == null ? -1 : end.exit();
        metrics.ended(end.outcome(), exit);
        if (end.outcome() != Outcome.ENDED || exit != 0) {
            log.warn(
                    "{} of {}: {}, exit {}",
                    job.command(),
                    job.file(),
                    end.outcome().word(),
                    end.exit());
        }
        Scope.across(JOB)
                .run(() -> runs.ended(job.id(), due, end.outcome(), end.exit(), end.output(), settings.kept()));
    }
}
