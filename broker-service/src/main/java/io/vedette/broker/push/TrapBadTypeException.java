package io.vedette.broker.push;

/** A {@code _type} that is none: reading ends there, what came before is kept. */
final class TrapBadTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrapBadTypeException(String message) {
        super(message);
    }
}
