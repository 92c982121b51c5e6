package io.vedette.local.servers;

import java.io.Serial;

/** A server cannot be started or prepared. The message is a sentence for the person at the terminal. */
public final class ServerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ServerException(String message) {
        super(message);
    }

    public ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
