package io.vedette.stratcon.chunk;

/** Bytes that are not the chunk that was written. */
public final class DamagedChunkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedChunkException(String message) {
        super(message);
    }

    DamagedChunkException(String message, Throwable cause) {
        super(message, cause);
    }
}
