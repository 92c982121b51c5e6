package io.vedette.configmonitor.cron;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks each second which jobs are due. One virtual thread, "cron", and one for each job that runs. A stop ends the jobs that run, and says so of them; their
 * times are not made up for.
 */
@Component
class CronClock implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CronClock.class);
    private static final long SECOND = 1000;

    private final Crontabs crontabs;
    private final Runner runner;
    private final Clock clock;
    private final Semaphore places;
    private volatile @Nullable ExecutorService executor;

    CronClock(Crontabs crontabs, Runner runner, CronSettings settings, Clock clock) {
        this.crontabs = crontabs;
        this.runner = runner;
        this.clock = clock;
        this.places = new Semaphore(settings.atOnce());
    }

    @Override
    public void start() {
        ExecutorService started = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("cron-", 0).factory());
        executor = started;
        started.execute(() -> look(started));
    }

    private void look(ExecutorService running) {
        Instant seen = clock.instant();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(SECOND - clock.millis() % SECOND);
                Instant now = clock.instant();
                begin(running, seen, now);
                seen = now;
            }
        } catch (InterruptedException stop) {
            log.debug("stopped");
        }
    }

    /** Begins what was due after the one moment, and until the other. */
    private void begin(ExecutorService running, Instant after, Instant until) {
        for (CronJob job : crontabs.jobs()) {
            next(job, after).filter(due -> !due.isAfter(until)).ifPresent(due -> running.execute(() -> run(job, due)));
        }
    }

    static Optional<Instant> next(CronJob job, Instant after) {
        return job.schedule().next(after.atZone(job.zone())).map(ZonedDateTime::toInstant);
    }

    private void run(CronJob job, Instant due) {
        try {
            places.acquire();
            try {
                runner.run(job, due);
            } finally {
                places.release();
            }
        } catch (InterruptedException stop) {
            log.debug("{} ended with config-monitor", job.command());
        } catch (RuntimeException e) {
            log.error("{} of {} failed here", job.command(), job.file(), e);
        }
    }

    @Override
    public void stop() {
        ExecutorService running = executor;
        executor = null;
        if (running != null) {
            running.shutdownNow();
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }
}
