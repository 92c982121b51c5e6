package io.vedette.broker.journal;

/** What a cursor meets on its way: a record, or a stretch that is not there any more. Offsets of successive entries join without a hole. */
public sealed interface JournalEntry {
    long offset();

    /** Where the next entry begins: the position that covers this one. */
    long nextOffset();

    /**
     * @param journaledMs when its group was written, broker clock, epoch ms
     * @param payload what was appended
     */
    record Stored(long offset, long nextOffset, long journaledMs, RecordKind kind, byte[] payload)
            implements JournalEntry {}

    /** Removed, cut or unreadable: the records from {@code offset} up to {@code nextOffset}. */
    record Lost(long offset, long nextOffset) implements JournalEntry {}
}
