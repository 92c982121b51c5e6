package io.vedette.broker.lineprotocol;

/** A line that is none, with the reason as a word of the code. Carries no stack: bad input is no surprise. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    BadLineException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
