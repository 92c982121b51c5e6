package io.vedette.observer.watch;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.observer.change.Changes;
import io.vedette.observer.queue.Leases;
import io.vedette.observer.queue.Outbox;
import io.vedette.observer.queue.RedisLists;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All watches that run. Guarded by itself; a watch whose settings did not change is never touched. */
@Component
public class Watches implements SmartLifecycle {

    private final Outbox outbox;
    private final RedisLists lists;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, DirectoryWatch> running = new TreeMap<>();
    private final Notifications notifications = new Notifications();
    private volatile boolean started;

    Watches(Outbox outbox, Leases leases, RedisLists lists, MeterRegistry meters, Clock clock) {
        this.outbox = outbox;
        this.lists = lists;
        this.meters = meters;
        this.clock = clock;
        outbox.onRecovered(this::listAll);
        leases.onNewServer(this::listAll);
    }

    /** Brings what runs to what is wanted. */
    public synchronized Changes apply(Collection<Watch> watches) {
        Map<String, Watch> wanted = watches.stream().collect(Collectors.toMap(Watch::section, Function.identity()));
        Map<String, Watch> now = running.values().stream()
                .map(DirectoryWatch::watch)
                .collect(Collectors.toMap(Watch::section, Function.identity()));
        Changes changes = Changes.between(now, wanted);
        changes.stopped()
                .forEach(section -> requireNonNull(running.remove(section)).stop());
        changes.started().forEach(section -> begin(requireNonNull(wanted.get(section))));
        return changes;
    }

    private void begin(Watch watch) {
        var metrics = new WatchMetrics(meters, watch.section());
        var begun = new DirectoryWatch(watch, notifications, outbox, lists, metrics, clock);
        running.put(watch.section(), begun);
        begun.start();
    }

    private synchronized void listAll() {
        running.values().forEach(DirectoryWatch::list);
    }

    public synchronized List<WatchStatus> status() {
        return running.values().stream().map(DirectoryWatch::status).toList();
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public synchronized void stop() {
        started = false;
        running.values().forEach(DirectoryWatch::stop);
        running.clear();
        notifications.close();
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return Outbox.PHASE + 100;
    }
}
