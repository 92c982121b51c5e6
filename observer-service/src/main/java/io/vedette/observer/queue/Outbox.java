package io.vedette.observer.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.contracts.files.FileEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes events to Redis, in the order they were announced. While Redis is away they lie on disk, below the observer's home, and go first
 * when it is back; then whoever asked is told, so that what nobody could keep is found by a listing.
 *
 * <p>One thread, "outbox", owns spool and pushes. Stop: what waits in memory is pushed or spooled.
 */
@Component
public class Outbox implements SmartLifecycle {

    public static final int PHASE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int BATCH = 500;
    private static final Duration RETRY = Duration.ofMillis(500);

    private final RedisLists lists;
    private final QueueMetrics metrics;
    private final BlockingQueue<Announced> pending;
    private final List<Runnable> recovered = new CopyOnWriteArrayList<>();
    private final Spool spool;
    private volatile boolean running;
    private @Nullable Thread thread;
    private boolean away;
    private long nextTry;

    Outbox(RedisLists lists, HomeSettings home, QueueSettings settings, MeterRegistry meters) throws IOException {
        this.lists = lists;
        this.pending = new LinkedBlockingQueue<>(settings.pending());
        this.spool = new Spool(
                home.home().resolve("spool").resolve("events"),
                settings.spoolLimit().toBytes());
        this.metrics = new QueueMetrics(meters, spool::size);
    }

    /** Waits while too many are before it. */
    public void announce(String list, FileEvent event) throws InterruptedException {
        pending.put(new Announced(list, FileEvents.text(event)));
    }

    /** Calls {@code listener}, on the outbox's thread, each time Redis is back and has all that was spooled. */
    public void onRecovered(Runnable listener) {
        recovered.add(listener);
    }

    /** Messages on disk. */
    public long spooled() {
        return spool.size();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox").start(this::run);
    }

    private void run() {
        while (running || !pending.isEmpty()) {
            try {
                step();
            } catch (InterruptedException stop) {
                running = false;
            } catch (IOException | RuntimeException failed) {
                log.error("Outbox failed, files are found again by the next listing", failed);
            }
        }
    }

    private void step() throws InterruptedException, IOException {
        var batch = new ArrayList<Announced>();
        Announced first = pending.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            pending.drainTo(batch, BATCH - 1);
        }
        if (away || spool.size() > 0) {
            keep(batch);
            if (System.nanoTime() - nextTry >= 0) {
                drain();
            }
        } else {
            List<Announced> left = lists.push(batch);
            metrics.pushed(batch.size() - left.size());
            if (!left.isEmpty()) {
                went(left);
            }
        }
    }

    private void went(List<Announced> left) {
        away = true;
        nextTry = System.nanoTime() + RETRY.toNanos();
        log.warn("Redis is away: events are spooled on disk");
        keep(left);
    }

    private void keep(List<Announced> announced) {
        if (announced.isEmpty()) {
            return;
        }
        if (spool.append(announced)) {
            metrics.spooled(announced.size());
        } else {
            metrics.leftToListing(announced.size());
        }
    }

    private void drain() throws IOException {
        while (spool.size() > 0) {
            Spool.Chunk chunk = spool.oldest(BATCH);
            List<Announced> left = lists.push(chunk.announced());
            if (!left.isEmpty()) {
                nextTry = System.nanoTime() + RETRY.toNanos();
                return;
            }
            spool.forget(chunk);
            metrics.pushed(chunk.announced().size());
        }
        if (lists.length("step").isPresent()) {
            cameBack();
        } else {
            nextTry = System.nanoTime() + RETRY.toNanos();
        }
    }

    private void cameBack() {
        log.info("Redis is back: all spooled events are queued");
        away = false;
        recovered.forEach(Runnable::run);
    }

    @Override
    public void stop() {
        running = false;
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(10));
            }
            spool.close();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
