package io.vedette.stratcon.control;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks handed to brokers = taken + refused. A refusal says that the broker holds a newer version than the Web DB: alert on any. */
final class ControlMetrics {
    private static final Logger log = LoggerFactory.getLogger(ControlMetrics.class);

    private final MeterRegistry meters;

    ControlMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void handed(long brokerId, UUID check, boolean taken) {
        meters.counter("vedette.control.checks", "answer", taken ? "taken" : "refused")
                .increment();
        if (!taken) {
            log.atWarn()
                    .addKeyValue("broker", brokerId)
                    .addKeyValue("check", check)
                    .log("the broker holds a newer version of the check");
        }
    }
}
