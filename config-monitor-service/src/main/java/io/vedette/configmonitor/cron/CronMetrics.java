package io.vedette.configmonitor.cron;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * {@code vedette.cron.runs} by {@code result}: {@code ok} (exit 0), {@code failed} (another exit), {@code timed_out}, {@code skipped} (the run before still went
 * on), {@code lost}, {@code not_started}, {@code missed} (the Web DB, and so the lock, could not be had). Alert when any but the first rises.
 */
@Component
class CronMetrics {
    private final MeterRegistry meters;

    CronMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void ended(Run.Outcome outcome, int exit) {
        switch (outcome) {
            case ENDED -> count(exit == 0 ? "ok" : "failed");
            case TIMED_OUT, SKIPPED, LOST, NOT_STARTED -> count(outcome.name().toLowerCase(Locale.ROOT));
            case WAITING, RUNNING -> throw new IllegalArgumentException(outcome + " is no end");
        }
    }

    void missed() {
        count("missed");
    }

    private void count(String result) {
        meters.counter("vedette.cron.runs", "result", result).increment();
    }
}
