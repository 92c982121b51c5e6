package io.vedette.observer.step;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.contracts.files.FileEvent;
import io.vedette.observer.statsd.Statsd;
import java.time.Duration;
import java.time.Instant;

/**
 * What a step does, to Prometheus and, under MFDATA's names, to a broker. Messages taken = processed + gone + malformed + postponed, and
 * processed counts a file taken up again a second time. Alert on failures and on postponed ones (a file that cannot be claimed).
 */
final class StepMetrics {

    private final Statsd statsd;
    private final String plugin;
    private final String step;
    private final Counter succeeded;
    private final Counter failed;
    private final Counter gone;
    private final Counter malformed;
    private final Counter postponed;
    private final Counter bytes;

    StepMetrics(MeterRegistry meters, Statsd statsd, String plugin, String step) {
        this.statsd = statsd;
        this.plugin = plugin;
        this.step = step;
        succeeded = counter(meters, "succeeded");
        failed = counter(meters, "failed");
        gone = counter(meters, "gone");
        malformed = counter(meters, "malformed");
        postponed = counter(meters, "postponed");
        bytes = meters.counter("vedette.observer.step.bytes", "plugin", plugin, "step", step);
    }

    private Counter counter(MeterRegistry meters, String outcome) {
        return meters.counter("vedette.observer.step.files", "plugin", plugin, "step", step, "outcome", outcome);
    }

    void processed(boolean isSuccess, long size, long nanos) {
        (isSuccess ? succeeded : failed).increment();
        bytes.increment((double) size);
        statsd.count("number_of_processed_files", plugin, step, 1);
        statsd.count("bytes_of_processed_files", plugin, step, size);
        statsd.time("processing_file_timer", plugin, step, nanos);
        if (!isSuccess) {
            statsd.count("number_of_processing_errors", plugin, step, 1);
        }
    }

    /** How long a message waited; a clock set back counts as no wait. */
    void waited(FileEvent event, Instant now) {
        if (event.eventTimestamp() > 0) {
            Duration wait = Duration.between(Instant.ofEpochMilli((long) (event.eventTimestamp() * 1000)), now);
            statsd.time("queue_wait_timer", plugin, step, Math.max(0, wait.toNanos()));
        }
    }

    void queueLength(long messages) {
        statsd.gauge("queue_length", plugin, step, messages);
    }

    void gone() {
        gone.increment();
    }

    void malformed() {
        malformed.increment();
        statsd.count("number_of_processing_errors", plugin, step, 1);
    }

    void postponed() {
        postponed.increment();
    }

    StepStatus.Counts counts() {
        return new StepStatus.Counts(
                (long) (succeeded.count() + failed.count()),
                (long) failed.count(),
                (long) gone.count(),
                (long) malformed.count(),
                (long) postponed.count(),
                (long) bytes.count());
    }
}
