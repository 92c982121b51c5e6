package io.vedette.broker.graphite;

/** A line that is none, with the reason as a word of the code. */
final class GraphiteLineException extends Exception {
    private static final long serialVersionUID = 1L;

    GraphiteLineException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
