package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.DamagedChunkException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tends the store on a thread of its own, round after round. A round that fails is left to the next; stopping waits for no round to end. */
final class Upkeep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final RollupStore store;
    private final Duration every;
    private final Clock clock;
    private volatile boolean running;
    private volatile boolean failing;
    private Thread thread = new Thread();

    Upkeep(RollupStore store, Duration every, Clock clock) {
        this.store = store;
        this.every = every;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("store-upkeep").daemon().start(this::run);
    }

    private void run() {
        try {
            while (running) {
                Thread.sleep(every);
                tend();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tend() {
        try {
            store.tend(clock.instant());
            failing = false;
        } catch (StoreUnavailableException | DamagedChunkException e) {
            if (!failing && running) {
                log.warn("the store's upkeep waits for its next round: {}", e.getMessage());
            }
            failing = true;
        } catch (RuntimeException e) {
            log.error("the store's upkeep failed", e);
        }
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
