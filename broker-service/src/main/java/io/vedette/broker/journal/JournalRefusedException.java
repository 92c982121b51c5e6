package io.vedette.broker.journal;

import java.util.Locale;

/** An append that is not in the journal and will not be: whoever sent it may try again. */
public final class JournalRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. The lower-case name is the label in counters. */
    public enum Reason {
        /** The disk has less room left than the journal leaves free. */
        DISK_SPACE,
        /** Writing or syncing failed. */
        DISK_FAILED,
        /** More waits for the disk than may. */
        OVERLOADED,
        /** A subscriber has stored less than its limit asks for. */
        SUBSCRIBER_LIMIT,
        /** The journal is closed. */
        CLOSED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    JournalRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    JournalRefusedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
