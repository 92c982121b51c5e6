package io.vedette.stratcon.mq;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records handed over = sent + dropped + still buffered, by topic. Alert when {@code vedette_mq_dropped_total} rises: live data was lost to detection
 * and dashboards (the rollups have it).
 */
final class MqMetrics {
    private static final Logger log = LoggerFactory.getLogger(MqMetrics.class);

    private final MeterRegistry meters;
    private final AtomicBoolean dropping = new AtomicBoolean();

    MqMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void sent(String topic) {
        counter("vedette.mq.sent", topic).increment();
        if (dropping.compareAndSet(true, false)) {
            log.info("Kafka takes records again");
        }
    }

    void dropped(String topic, String reason) {
        counter("vedette.mq.dropped", topic).increment();
        if (dropping.compareAndSet(false, true)) {
            log.warn("Kafka takes no records, live data is dropped by age: {}", reason);
        }
    }

    private Counter counter(String name, String topic) {
        return meters.counter(name, "topic", topic);
    }
}
