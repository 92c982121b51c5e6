package io.vedette.broker.push;

import java.io.IOException;
import org.springframework.http.HttpStatus;

/** A body that is wrong from some place on; what came before it is kept. */
public final class BadBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String reason;

    /**
     * @param reason under which it is counted, a word of the code
     * @param message for the sender
     */
    public BadBodyException(HttpStatus status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    HttpStatus status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
