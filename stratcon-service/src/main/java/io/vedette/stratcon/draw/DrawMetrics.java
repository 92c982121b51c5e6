package io.vedette.stratcon.draw;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vedette.contracts.batch.MalformedBatchException;
import io.vedette.stratcon.ledger.LiveTallies;
import io.vedette.stratcon.rollup.SampleFate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples drawn durably and committed = the sum of {@code vedette_draw_samples_total} over its fates. Batches drawn live =
 * {@code vedette_draw_live_total}, old or fresh. Alert when {@code vedette_draw_gap_bytes_total} or {@code vedette_draw_malformed_total} rises: data
 * was lost; {@code vedette_draw_fenced_total} tells of a second owner, which is harmless unless it goes on.
 */
final class DrawMetrics {
    private static final Logger log = LoggerFactory.getLogger(DrawMetrics.class);

    private final MeterRegistry meters;
    private final LiveTallies liveTallies;
    private final Timer commits;

    DrawMetrics(MeterRegistry meters) {
        this(meters, new LiveTallies());
    }

    DrawMetrics(MeterRegistry meters, LiveTallies liveTallies) {
        this.meters = meters;
        this.liveTallies = liveTallies;
        commits = meters.timer("vedette.store.commits");
    }

    LiveTallies liveTallies() {
        return liveTallies;
    }

    void committed(Map<SampleFate, Long> fates, long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
        fates.forEach((fate, samples) ->
                meters.counter("vedette.draw.samples", "fate", fate.word()).increment((double) samples));
    }

    void live(long brokerId, long journaledMs, boolean old) {
        liveTallies.took(brokerId, journaledMs, old);
        meters.counter("vedette.draw.live", "age", old ? "old" : "fresh").increment();
    }

    void gap(long bytes) {
        meters.counter("vedette.draw.gap.bytes").increment((double) bytes);
        log.atWarn().addKeyValue("bytes", bytes).log("the journal has lost records that were not drawn yet");
    }

    void malformed(long brokerId, MalformedBatchException reason) {
        meters.counter("vedette.draw.malformed").increment();
        log.atWarn().addKeyValue("broker", brokerId).log("a batch is passed over: {}", reason.getMessage());
    }

    void fenced() {
        meters.counter("vedette.draw.fenced").increment();
    }

    void superseded(long brokerId) {
        meters.counter("vedette.draw.superseded").increment();
        log.atInfo().addKeyValue("broker", brokerId).log("a newer session draws this broker");
    }

    void storeAway(Exception reason) {
        meters.counter("vedette.store.unavailable").increment();
        log.debug("the store does not answer", reason);
    }
}
