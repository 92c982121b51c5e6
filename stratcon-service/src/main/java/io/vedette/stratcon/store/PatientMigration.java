package io.vedette.stratcon.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the store's schema up to date at start, or, when the store is away then, as soon as it answers: a stratcon without its store still draws the
 * live lane.
 */
final class PatientMigration implements FlywayMigrationStrategy, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PatientMigration.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Thread retrying = new Thread();

    @Override
    public void migrate(Flyway flyway) {
        if (!tried(flyway)) {
            retrying = Thread.ofVirtual().name("store-schema").start(() -> retry(flyway));
        }
    }

    private void retry(Flyway flyway) {
        try {
            do {
                Thread.sleep(RETRY);
            } while (!stopped.get() && !tried(flyway));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tried(Flyway flyway) {
        try {
            flyway.migrate();
            return true;
        } catch (FlywayException e) {
            if (!told.getAndSet(true)) {
                log.warn(
                        "the store's schema cannot be brought up to date yet: {}",
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
            return false;
        }
    }

    @Override
    public void start() {
        stopped.set(false);
    }

    @Override
    public void stop() {
        stopped.set(true);
        retrying.interrupt();
    }

    @Override
    public boolean isRunning() {
        return !stopped.get();
    }
}
