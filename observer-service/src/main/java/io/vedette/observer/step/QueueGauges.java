package io.vedette.observer.step;

import io.vedette.observer.queue.Outbox;
import io.vedette.observer.queue.RedisLists;
import io.vedette.observer.statsd.StatsdSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells every period how many messages wait for each step. One virtual thread, "gauges"; a stop ends it between two. */
@Component
class QueueGauges implements SmartLifecycle {

    private final Steps steps;
    private final RedisLists lists;
    private final Duration period;
    private volatile @Nullable Thread thread;

    QueueGauges(Steps steps, RedisLists lists, StatsdSettings settings) {
        this.steps = steps;
        this.lists = lists;
        this.period = settings.gaugePeriod();
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("gauges").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(period);
                steps.current().forEach(this::tell);
            }
        } catch (InterruptedException stop) {
            thread = null;
        }
    }

    private void tell(RunningStep step) {
        lists.length(step.step().queue().list()).ifPresent(step.metrics()::queueLength);
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return Outbox.PHASE + 200;
    }
}
