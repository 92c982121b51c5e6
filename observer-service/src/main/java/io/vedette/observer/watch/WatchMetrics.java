package io.vedette.observer.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * announced = created + exists. Alert when {@code vedette.observer.watch.overflows} grows: files arrive faster than they can be told of,
 * and come late, by listings.
 */
final class WatchMetrics {

    private final Counter created;
    private final Counter exists;
    private final Counter overflows;

    WatchMetrics(MeterRegistry meters, String section) {
        created = meters.counter("vedette.observer.watch.events", "watch", section, "event", "created");
        exists = meters.counter("vedette.observer.watch.events", "watch", section, "event", "exists");
        overflows = meters.counter("vedette.observer.watch.overflows", "watch", section);
    }

    void created() {
        created.increment();
    }

    void listed() {
        exists.increment();
    }

    void overflowed() {
        overflows.increment();
    }

    long createdCount() {
        return (long) created.count();
    }

    long existsCount() {
        return (long) exists.count();
    }

    long overflowCount() {
        return (long) overflows.count();
    }
}
