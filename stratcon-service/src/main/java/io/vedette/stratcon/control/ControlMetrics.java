package io.vedette.stratcon.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.stratcon.draw.CheckDoor;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks handed to brokers = taken + newer_held + rejected. Alert on any but taken: the broker holds a newer version than the Web DB, or cannot run
 * the check. */
final class ControlMetrics {
    private static final Logger log = LoggerFactory.getLogger(ControlMetrics.class);

    private final MeterRegistry meters;

    ControlMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void handed(long brokerId, UUID check, CheckDoor.Answer answer) {
        meters.counter("vedette.control.checks", "answer", answer.name().toLowerCase(Locale.ROOT))
                .increment();
        if (answer != CheckDoor.Answer.TAKEN) {
            log.atWarn()
                    .addKeyValue("broker", brokerId)
                    .addKeyValue("check", check)
                    .addKeyValue("answer", answer)
                    .log("a check was not taken");
        }
    }
}
