package io.vedette.stratcon.draw;

import java.io.IOException;

/** The broker answered, but not with what was asked for. */
final class RefusedByBrokerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedByBrokerException(String path, int status, String body) {
        super(path + " answered " + status + (body.isBlank() ? "" : ": " + body.strip()));
        this.status = status;
    }

    /** Whether the answer is a problem of this word. */
    boolean says(String problem) {
        return String.valueOf(getMessage()).contains("urn:vedette:problem:" + problem);
    }

    /** A newer session took the lane over, or the broker holds something newer. */
    boolean isConflict() {
        return status == 409;
    }

    /** What was asked is wrong, and will be wrong when asked again. */
    boolean isRejection() {
        return status >= 400 && status < 500 && !isConflict();
    }
}
