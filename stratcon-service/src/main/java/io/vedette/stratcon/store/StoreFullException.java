package io.vedette.stratcon.store;

/** The store has too little room left to write. Nothing was changed; questions are answered. */
public final class StoreFullException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    StoreFullException(String message) {
        super(message, null);
    }
}
