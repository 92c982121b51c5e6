package io.vedette.broker.collectd;

/** A packet that is none, or that may not be believed, with the reason as a word of the code. */
final class PacketException extends Exception {
    private static final long serialVersionUID = 1L;

    PacketException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
