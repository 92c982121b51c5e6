package io.vedette.stratcon.clock;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Compares the store's clock with ours every half minute, on the thread {@code store-clock}; a store that is away is asked again the next time. */
final class StoreClock implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StoreClock.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int TIMEOUT_S = 5;

    private final Skew skew;
    private final JdbcTemplate store;
    private volatile boolean running;
    private Thread thread = new Thread();

    StoreClock(Skew skew, JdbcTemplate store) {
        this.skew = skew;
        this.store = store;
        store.setQueryTimeout(TIMEOUT_S);
    }

    private void run() {
        try {
            while (running) {
                measure();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void measure() throws InterruptedException {
        try {
            skew.measure(this::millis);
        } catch (IOException away) {
            log.debug("the store does not tell its time", away);
        }
    }

    private long millis() throws IOException {
        try {
            Long now =
                    store.queryForObject("select (extract(epoch from clock_timestamp()) * 1000)::bigint", Long.class);
            return now == null ? 0 : now;
        } catch (DataAccessException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("store-clock").start(this::run);
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
