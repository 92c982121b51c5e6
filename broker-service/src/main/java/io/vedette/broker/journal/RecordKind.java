package io.vedette.broker.journal;

/** What a record's payload is. The code stands on disk: codes are added, never changed. */
public enum RecordKind {
    /** A period batch. */
    BATCH(1),
    /** A period batch with samples whose sender gave their time: from these the repeat window is rebuilt at start. */
    TIMED_BATCH(2);

    private final byte code;

    RecordKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /** Whether a record of this code, perhaps written by a later version, is one the lanes deliver. */
    static boolean isKnown(byte code) {
        return code == BATCH.code || code == TIMED_BATCH.code;
    }

    static RecordKind ofCode(byte code) {
        return code == TIMED_BATCH.code ? TIMED_BATCH : BATCH;
    }
}
