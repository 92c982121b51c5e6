package io.vedette.broker.journal;

/**
 * What was journaled within one minute of the writer's clock.
 *
 * @param minute epoch minute of the records' times
 */
public record Journaled(long minute, long samples, long batches) {
    static final long MINUTE_MS = 60_000;

    Journaled plus(Journaled other) {
        return new Journaled(minute, samples + other.samples, batches + other.batches);
    }
}
