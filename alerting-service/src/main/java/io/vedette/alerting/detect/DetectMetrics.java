package io.vedette.alerting.detect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What detection did with what it took. Records received = judged + unruled + old + live_only + malformed; of the watched streams' blocks in judged
 * records, {@code duplicate} ones were dropped. Alert when malformed rises at all, and when old rises while brokers are connected: clocks or links are bad.
 */
@Component
@Profile("detection")
class DetectMetrics {
    private static final String RECORDS = "vedette.detect.records";

    final Counter judged;
    final Counter unruled;
    final Counter old;
    final Counter liveOnly;
    final Counter malformed;
    final Counter duplicates;
    final Counter samples;
    final Counter transitions;

    DetectMetrics(MeterRegistry registry) {
        judged = registry.counter(RECORDS, "outcome", "judged");
        unruled = registry.counter(RECORDS, "outcome", "unruled");
        old = registry.counter(RECORDS, "outcome", "old");
        liveOnly = registry.counter(RECORDS, "outcome", "live_only");
        malformed = registry.counter(RECORDS, "outcome", "malformed");
        duplicates = registry.counter("vedette.detect.duplicates");
        samples = registry.counter("vedette.detect.samples");
        transitions = registry.counter("vedette.detect.transitions");
    }
}
