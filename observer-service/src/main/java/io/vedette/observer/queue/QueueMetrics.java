package io.vedette.observer.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * announced = pushed + spool_messages + left_to_listing, but for those pushed twice after a crash or a lost answer.
 * Alert when {@code vedette.observer.spool.messages} stays above 0 (Redis is away) and on any {@code left.to.listing} (the spool is full).
 */
final class QueueMetrics {

    private final Counter pushed;
    private final Counter spooled;
    private final Counter leftToListing;

    QueueMetrics(MeterRegistry meters, Supplier<Number> spoolSize) {
        pushed = meters.counter("vedette.observer.events.pushed");
        spooled = meters.counter("vedette.observer.events.spooled");
        leftToListing = meters.counter("vedette.observer.events.left.to.listing");
        meters.gauge(
                "vedette.observer.spool.messages",
                spoolSize,
                supplier -> supplier.get().doubleValue());
    }

    void pushed(int events) {
        pushed.increment(events);
    }

    void spooled(int events) {
        spooled.increment(events);
    }

    void leftToListing(int events) {
        leftToListing.increment(events);
    }
}
