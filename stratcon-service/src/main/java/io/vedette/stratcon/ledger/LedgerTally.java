package io.vedette.stratcon.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.proto.ledger.LedgerMark;
import io.vedette.contracts.proto.ledger.LedgerMinute;
import io.vedette.contracts.proto.ledger.RefusedSamples;
import io.vedette.stratcon.rollup.StreamCells;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one durable lane drew between two commits, by the minute in which the broker journaled it, and what the broker's marks said of the same. Goes into
 * the very commit whose samples it counts. Belongs to the lane's thread.
 */
public final class LedgerTally {
    private static final Logger log = LoggerFactory.getLogger(LedgerTally.class);
    private static final long MINUTE_MS = 60_000;

    private final long brokerId;
    private final TreeMap<StreamId, TreeMap<Long, Long>> sums = new TreeMap<>();

    public LedgerTally(long brokerId) {
        this.brokerId = brokerId;
    }

    /**
     * One batch was drawn.
     *
     * @param journaledMs time of its record
     * @param samples in it
     * @param kept of them, by the store
     */
    public void drawn(long journaledMs, long samples, long kept) {
        long minute = Math.floorDiv(journaledMs, MINUTE_MS);
        add(Hop.DRAWN, minute, samples);
        add(Hop.STORED, minute, kept);
    }

    /** A mark was drawn; bytes that are none are passed over. */
    public void mark(long journaledMs, byte[] bytes) {
        try {
            LedgerMark mark = LedgerMark.parseFrom(bytes);
            // It is written as the minute that it tells of is over.
            long minute = Math.floorDiv(journaledMs, MINUTE_MS) - 1;
            for (LedgerMinute one : mark.getMinutesList()) {
                add(Hop.JOURNALED, one.getMinute(), one.getSamples());
                add(Hop.JOURNALED_BATCHES, one.getMinute(), one.getBatches());
            }
            add(Hop.MARKS, minute, 1);
            add(Hop.RECEIVED, minute, mark.getReceived());
            add(Hop.REPEAT, minute, mark.getRepeats());
            add(Hop.WAITING, minute, mark.getWaiting());
            add(Hop.LIVE_ONLY_BATCHES, minute, mark.getLiveOnlyBatches());
            for (RefusedSamples refused : mark.getRefusedList()) {
                add(Hop.REFUSED, minute, refused.getSamples());
                add(LedgerStreams.refused(brokerId, refused.getReason()), minute, refused.getSamples());
            }
        } catch (InvalidProtocolBufferException e) {
            log.atWarn().addKeyValue("broker", brokerId).log("a ledger mark cannot be read: {}", e.getMessage());
        }
    }

    /** Puts the figures among the cells of the commit. */
    public void addTo(SortedMap<StreamId, StreamCells> cells) {
        sums.forEach((stream, minutes) -> {
            StreamCells own = new StreamCells(LedgerStreams.ACCOUNT, MetricType.DOUBLE);
            minutes.forEach((minute, sum) -> own.number(MetricType.DOUBLE, minute * MINUTE_MS, sum));
            cells.put(stream, own);
        });
    }

    /** They are stored. */
    public void stored() {
        sums.clear();
    }

    private void add(Hop hop, long minute, long count) {
        add(LedgerStreams.of(brokerId, hop), minute, count);
    }

    private void add(StreamId stream, long minute, long count) {
        if (count != 0 && minute >= 0) {
            sums.computeIfAbsent(stream, s -> new TreeMap<>()).merge(minute, count, Long::sum);
        }
    }
}
