package io.vedette.broker.journal;

import org.jspecify.annotations.Nullable;

/** What a record's payload is. The code stands on disk: codes are added, never changed. */
public enum RecordKind {
    /** A period batch. */
    BATCH(1),
    /** A period batch with samples whose sender gave their time: from these the repeat window is rebuilt at start. */
    TIMED_BATCH(2),
    /** What went into a value that is still being accumulated; no lane delivers it, accumulators are rebuilt from it at start. */
    CONTRIBUTION(3),
    /** A mark of the ledger: what was journaled since the one before it, and what became of the rest. */
    MARK(4),
    /** The time a push without timestamps was first received at, by its sender's key; no lane delivers it. */
    PUSH_KEY(5);

    private static final RecordKind[] BY_CODE = values();

    private final byte code;

    RecordKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /** Whether it is a batch of samples. */
    public boolean isBatch() {
        return this == BATCH || this == TIMED_BATCH;
    }

    /** The kind of this code; null when this version knows none. */
    static @Nullable RecordKind ofCode(byte code) {
        return code < 1 || code > BY_CODE.length ? null : BY_CODE[code - 1];
    }
}
