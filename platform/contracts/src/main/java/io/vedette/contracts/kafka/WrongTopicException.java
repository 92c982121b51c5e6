package io.vedette.contracts.kafka;

/** A topic exists with settings other than ours; the message names topic, setting, what it is and what it must be. */
public final class WrongTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongTopicException(String message) {
        super(message);
    }
}
