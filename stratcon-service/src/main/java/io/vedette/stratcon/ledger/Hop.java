package io.vedette.stratcon.ledger;

/** Where samples are counted on their way; batches where it says so. */
enum Hop {
    /** By the broker, at its doors. */
    RECEIVED("received"),
    /** Refused by the broker, whatever the reason. */
    REFUSED("refused"),
    /** In the journal already. */
    REPEAT("repeat"),
    /** Received, and neither in the journal nor answered as the mark was written. */
    WAITING("waiting"),
    /** In the broker's journal, by the time of the record. */
    JOURNALED("journaled"),
    /** The same in batches. */
    JOURNALED_BATCHES("journaled_batches"),
    /** Live-only batches, which are in no journal. */
    LIVE_ONLY_BATCHES("live_only_batches"),
    /** Taken from the durable lane. */
    DRAWN("drawn"),
    /** Kept by the store; drawn ones that are not were refused by the fold. */
    STORED("stored"),
    /** Batches the live lane handed to the queue while fresh. */
    MQ_BATCHES("mq_batches"),
    /** The same, marked as old. */
    OLD_BATCHES("old_batches"),
    /** One for each mark drawn. */
    MARKS("marks");

    private final String word;

    Hop(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
