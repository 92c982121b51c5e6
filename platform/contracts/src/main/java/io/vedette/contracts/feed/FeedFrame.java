package io.vedette.contracts.feed;

/**
 * One frame of a durable or live lane. On the wire, big endian: u32 length of what follows, u8 kind, body.
 *
 * <pre>
 * 1 batch      u64 offset, u64 next offset, i64 journaled (broker clock, epoch ms), batch bytes
 * 2 gap        u64 from, u64 to                  records that were asked for and are not there any more
 * 3 heartbeat  i64 broker clock (epoch ms), u64 end of the journal, u64 batches this lane dropped by age so far
 * 4 mark       u64 offset, u64 next offset, i64 journaled (broker clock, epoch ms), a LedgerMark; on the durable lane alone
 * </pre>
 *
 * A heartbeat follows each burst and comes at least every second. A live-only batch has offset and next offset both at the end of the journal: it
 * is no record of it.
 */
public sealed interface FeedFrame {

    /** Largest frame body accepted, in bytes. */
    int MAX_BYTES = 1 << 20;

    /**
     * @param offset where the record begins
     * @param nextOffset where the next one begins: the position that covers this record
     * @param journaledMs when it was journaled, broker clock, epoch ms
     * @param batch the batch as the broker wrote it
     */
    record BatchFrame(long offset, long nextOffset, long journaledMs, byte[] batch) implements FeedFrame {}

    /**
     * A mark of the broker's ledger.
     *
     * @param mark a serialised {@code LedgerMark}
     */
    record Mark(long offset, long nextOffset, long journaledMs, byte[] mark) implements FeedFrame {}

    /** Records from {@code from} up to {@code to} are not there any more. */
    record Gap(long from, long to) implements FeedFrame {}

    /**
     * @param brokerClockMs the broker's clock as it wrote the frame
     * @param endOffset end of the committed journal
     * @param droppedBatches batches this lane dropped because they were older than 10 s
     */
    record Heartbeat(long brokerClockMs, long endOffset, long droppedBatches) implements FeedFrame {}
}
