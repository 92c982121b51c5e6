package io.vedette.contracts.batch;

/** Whether a batch counts. */
public enum BatchKind {
    /** Journaled, rolled up and judged. */
    PERIOD,
    /** For the eyes of whoever watches: never journaled, rolled up or judged. */
    LIVE_ONLY
}
