package io.vedette.stratcon.store;

import org.jspecify.annotations.Nullable;

/** The store's engine cannot answer now; nothing was changed. */
public sealed class StoreUnavailableException extends RuntimeException permits StoreFullException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
