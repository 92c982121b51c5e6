package io.vedette.observer.queue;

/** A message that names no file. Its message says why. */
public final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedEventException(String reason) {
        super(reason);
    }
}
