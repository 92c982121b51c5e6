package io.vedette.configmonitor.announce;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.webdb.scope.Scope;
import org.springframework.stereotype.Component;

/**
 * {@code vedette.announce.announced}: resources acknowledged by Kafka. {@code vedette.announce.refused}: resources set aside because they cannot be told;
 * alert when it rises. {@code vedette.announce.waiting}: outbox rows not yet announced; alert when it stays above zero for a minute.
 */
@Component
class AnnounceMetrics {
    private final Counter announced;
    private final Counter refused;

    AnnounceMetrics(MeterRegistry meters, Outbox outbox) {
        this.announced = meters.counter("vedette.announce.announced");
        this.refused = meters.counter("vedette.announce.refused");
        meters.gauge(
                "vedette.announce.waiting",
                outbox,
                queue -> Scope.across("metrics").call(queue::waiting));
    }

    void announced(int resources) {
        announced.increment(resources);
    }

    void refused() {
        refused.increment();
    }
}
