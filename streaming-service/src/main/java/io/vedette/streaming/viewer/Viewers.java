package io.vedette.streaming.viewer;

import io.vedette.streaming.viewer.StreamEvent.Degraded;
import io.vedette.streaming.viewer.StreamEvent.Heartbeat;
import io.vedette.streaming.viewer.StreamEvent.Recovered;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;

/** Everybody who watches now. On stop all connections end before the web server waits for them. */
@Component
public final class Viewers implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Viewers.class);

    /** Events on their way from mailbox to socket; the rest waits where it can be dropped. */
    private static final int PREFETCH = 16;

    private final ViewerSettings settings;
    private final ViewerMetrics metrics;
    private final Clock clock;
    private final Set<Viewer> all = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();
    private final Semaphore bell = new Semaphore(0);
    private final Object state = new Object();
    private volatile boolean running;

    /** Guarded by state, so that a newcomer hears of it exactly once. */
    private @Nullable Degraded degraded;

    Viewers(ViewerSettings settings, ViewerMetrics metrics, Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The events of a view, without end but for the connection's life; cancelling leaves. */
    public Flux<StreamEvent> open(View view) {
        return Flux.<StreamEvent>create(line -> join(view, line), FluxSink.OverflowStrategy.IGNORE)
                .publishOn(Schedulers.parallel(), PREFETCH)
                .take(settings.connectionLife());
    }

    private void join(View view, FluxSink<StreamEvent> line) {
        Viewer viewer = new Viewer(view, settings.backlog(), line, metrics);
        line.onDispose(() -> leave(viewer));
        synchronized (state) {
            all.add(viewer);
            viewer.offer(degraded == null ? new Heartbeat() : degraded);
        }
        changed();
        if (!running) {
            viewer.end();
        }
    }

    private void leave(Viewer viewer) {
        all.remove(viewer);
        changed();
    }

    /** Somebody came or left: the tap shall look. */
    void changed() {
        metrics.connections(all.size());
        changes.incrementAndGet();
        bell.release();
    }

    Set<Viewer> all() {
        return all;
    }

    /** Rises as somebody comes or leaves. */
    long changes() {
        return changes.get();
    }

    /** Waits until somebody came or left, or so long. */
    void awaitChange(long millis) throws InterruptedException {
        if (bell.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
    }

    /** Heartbeats into silence; ends who is overwhelmed. */
    void tend() {
        for (Viewer viewer : all) {
            if (viewer.isOverwhelmed()) {
                metrics.disconnected();
                viewer.end();
            } else {
                viewer.keepAlive(settings.heartbeat());
            }
        }
    }

    /** Tells everybody, once, that Kafka does not answer. */
    void degraded() {
        synchronized (state) {
            if (degraded == null) {
                degraded = new Degraded(clock.millis());
                log.warn("Kafka does not answer, viewers are told; trying on");
                tell(degraded);
            }
        }
    }

    /** Tells everybody, once, that Kafka answers again. */
    void recovered() {
        synchronized (state) {
            if (degraded != null) {
                degraded = null;
                log.info("Kafka answers again");
                tell(new Recovered(clock.millis()));
                all.forEach(Viewer::forgetOffsets);
            }
        }
    }

    private void tell(StreamEvent event) {
        all.forEach(viewer -> viewer.offer(event));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        all.forEach(Viewer::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
