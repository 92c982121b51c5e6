package io.vedette.alerting.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.alerting.alert.AlertRegister.Outcome;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What became of the transitions taken: recorded + duplicate + meaningless + malformed. Alert when malformed rises at all; duplicates are normal
 * after a restart.
 */
@Component
@Profile("notification")
class AlertMetrics {
    private static final String TRANSITIONS = "vedette.alert.transitions";

    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final Counter malformed;
    private final Counter published;

    AlertMetrics(MeterRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    registry.counter(TRANSITIONS, "outcome", outcome.name().toLowerCase(Locale.ROOT)));
        }
        malformed = registry.counter(TRANSITIONS, "outcome", "malformed");
        published = registry.counter("vedette.alert.events.published");
    }

    void count(Outcome outcome) {
        Counter counter = outcomes.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    void countMalformed() {
        malformed.increment();
    }

    void countPublished(int events) {
        published.increment(events);
    }
}
