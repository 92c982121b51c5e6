package io.vedette.alerting.notify;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * How attempts to deliver ended: delivered, retryable, rejected, kept, expired, postponed when the server is left alone for a while, and
 * in_maintenance when nobody is to be told yet. Alert when retryable goes on rising while delivered does not.
 */
@Component
@Profile("notification")
class NotifyMetrics {
    private final MeterRegistry registry;

    NotifyMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String method, String outcome) {
        registry.counter("vedette.notify.attempts", "method", method, "outcome", outcome)
                .increment();
    }
}
