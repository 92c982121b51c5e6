package io.vedette.broker.statsd;

/** A line, or one value of it, that is none; the reason is a word for counting. */
final class StatsdLineException extends Exception {
    private static final long serialVersionUID = 1L;

    StatsdLineException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
