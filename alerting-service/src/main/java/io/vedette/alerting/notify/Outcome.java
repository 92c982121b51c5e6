package io.vedette.alerting.notify;

/** How one attempt to deliver a message ended. */
sealed interface Outcome {

    /** The other side has taken it. */
    record Delivered() implements Outcome {}

    /**
     * It may be taken later; whether it was taken already is not known.
     *
     * @param cause for people
     */
    record Retryable(String cause) implements Outcome {}

    /**
     * It will never be taken.
     *
     * @param reason for people
     */
    record Rejected(String reason) implements Outcome {}

    /**
     * Nothing here can carry it.
     *
     * @param reason for people
     */
    record Kept(String reason) implements Outcome {}
}
