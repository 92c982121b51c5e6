package io.vedette.stratcon.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.proto.ledger.LedgerMark;
import io.vedette.contracts.proto.ledger.LedgerMinute;
import io.vedette.contracts.proto.ledger.RefusedSamples;
import io.vedette.stratcon.ledger.LiveTallies.Live;
import io.vedette.stratcon.rollup.StreamCells;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one durable lane drew between two commits, by the minute in which the broker journaled it, what the broker's marks said of the same, and what its
 * live lane sent meanwhile. Goes into the very commit whose samples it counts. Belongs to the lane's thread.
 */
public final class LedgerTally {
    private static final Logger log = LoggerFactory.getLogger(LedgerTally.class);
    private static final long MINUTE_MS = 60_000;

    private final long brokerId;
    private final LiveTallies live;
    private final TreeMap<StreamId, TreeMap<Long, Long>> sums = new TreeMap<>();
    /** Of the minute that batches are drawn of at the moment; most follow one of the same. */
    private long minute;

    private long samples;
    private long keptSamples;

    /** Figures in a commit. */
    @FunctionalInterface
    public interface Moved {

        /**
         * The commit has ended.
         *
         * @param made when not, what the live lane sent waits for another
         */
        void end(boolean made);
    }

    public LedgerTally(long brokerId, LiveTallies live) {
        this.brokerId = brokerId;
        this.live = live;
    }

    /**
     * One batch was drawn.
     *
     * @param journaledMs time of its record
     * @param drawn samples in it
     * @param kept of them, by the store
     */
    public void drawn(long journaledMs, long drawn, long kept) {
        long of = Math.floorDiv(journaledMs, MINUTE_MS);
        if (of != minute) {
            endMinute();
            minute = of;
        }
        samples += drawn;
        keptSamples += kept;
    }

    private void endMinute() {
        add(Hop.DRAWN, minute, samples);
        add(Hop.STORED, minute, keptSamples);
        samples = 0;
        keptSamples = 0;
    }

    /** A mark was drawn; bytes that are none are passed over. */
    public void mark(long journaledMs, byte[] bytes) {
        try {
            LedgerMark mark = LedgerMark.parseFrom(bytes);
            // It is written as the minute that it tells of is over.
            long told = Math.floorDiv(journaledMs, MINUTE_MS) - 1;
            for (LedgerMinute one : mark.getMinutesList()) {
                add(Hop.JOURNALED, one.getMinute(), one.getSamples());
                add(Hop.JOURNALED_BATCHES, one.getMinute(), one.getBatches());
            }
            add(Hop.MARKS, told, 1);
            add(Hop.RECEIVED, told, mark.getReceived());
            add(Hop.REPEAT, told, mark.getRepeats());
            add(Hop.WAITING, told, mark.getWaiting());
            add(Hop.LIVE_ONLY_BATCHES, told, mark.getLiveOnlyBatches());
            for (RefusedSamples refused : mark.getRefusedList()) {
                add(Hop.REFUSED, told, refused.getSamples());
                add(LedgerStreams.refused(brokerId, refused.getReason()), told, refused.getSamples());
            }
        } catch (InvalidProtocolBufferException e) {
            log.atWarn().addKeyValue("broker", brokerId).log("a ledger mark cannot be read: {}", e.getMessage());
        }
    }

    /**
     * Puts the figures among the cells of a commit.
     *
     * @return to be told how the commit ended
     */
    public Moved moveTo(Map<StreamId, StreamCells> cells) {
        endMinute();
        Map<Long, Live> sent = live.take(brokerId);
        sent.forEach((at, batches) -> {
            add(Hop.MQ_BATCHES, at, batches.fresh());
            add(Hop.OLD_BATCHES, at, batches.old());
        });
        sums.forEach((stream, minutes) -> {
            StreamCells own = new StreamCells(LedgerStreams.ACCOUNT, MetricType.DOUBLE);
            minutes.forEach((at, sum) -> own.number(MetricType.DOUBLE, at * MINUTE_MS, sum));
            cells.put(stream, own);
        });
        sums.clear();
        return made -> live.end(brokerId, sent, made);
    }

    private void add(Hop hop, long at, long count) {
        add(LedgerStreams.of(brokerId, hop), at, count);
    }

    private void add(StreamId stream, long at, long count) {
        if (count != 0 && at >= 0) {
            sums.computeIfAbsent(stream, s -> new TreeMap<>()).merge(at, count, Long::sum);
        }
    }
}
