package io.vedette.stratcon.ledger;

import java.util.List;

/**
 * What the ledger says of a stretch of time.
 *
 * @param line all of it in a sentence
 * @param agrees whether in every closed minute what was journaled was drawn, to the sample
 * @param closedMinutes minutes of a broker that are over and told by a mark
 * @param differs samples by which closed minutes do not agree, either way
 * @param inFlight samples of open minutes that were drawn so far
 */
public record LedgerReport(
        String line, boolean agrees, long closedMinutes, long differs, long inFlight, List<BrokerLedger> brokers) {

    /**
     * One broker.
     *
     * @param minutes ascending, those in which anything happened
     */
    public record BrokerLedger(long broker, List<MinuteLedger> minutes) {}

    /**
     * One minute of a broker's journal. What the broker counted at its doors belongs to the minute its mark closed; samples are meant where nothing else
     * is said.
     *
     * @param at start, epoch s
     * @param closed whether a mark was drawn that tells all of it
     * @param waiting received, and neither journaled nor answered at the mark
     * @param turnedAway drawn and not stored: what the fold refuses
     * @param differs journaled minus drawn; 0 while it is open
     * @param liveOnlyBatches shown to viewers, in no journal
     * @param mqBatches handed to the queue while fresh
     * @param oldBatches handed to the queue marked as old
     * @param unsentBatches journaled, and not seen on the live lane: too old, or this stratcon was not there
     */
    public record MinuteLedger(
            long at,
            boolean closed,
            long received,
            long refused,
            long repeats,
            long waiting,
            long journaled,
            long drawn,
            long stored,
            long turnedAway,
            long differs,
            long liveOnlyBatches,
            long mqBatches,
            long oldBatches,
            long unsentBatches) {}

    static LedgerReport of(List<BrokerLedger> brokers) {
        long closed = 0;
        long unlike = 0;
        long differs = 0;
        long inFlight = 0;
        long journaled = 0;
        long stored = 0;
        for (BrokerLedger broker : brokers) {
            for (MinuteLedger minute : broker.minutes()) {
                if (!minute.closed()) {
                    inFlight += minute.drawn();
                    continue;
                }
                closed++;
                unlike += minute.differs() == 0 ? 0 : 1;
                differs += Math.abs(minute.differs());
                journaled += minute.journaled();
                stored += minute.stored();
            }
        }
        String line = unlike == 0
                ? "%d closed minutes agree: %d samples journaled and drawn, %d stored, %d in flight"
                        .formatted(closed, journaled, stored, inFlight)
                : "%d of %d closed minutes do not agree, by %d samples: %s; %d in flight"
                        .formatted(unlike, closed, differs, where(brokers), inFlight);
        return new LedgerReport(line, unlike == 0, closed, differs, inFlight, brokers);
    }

    private static String where(List<BrokerLedger> brokers) {
        StringBuilder where = new StringBuilder();
        for (BrokerLedger broker : brokers) {
            long off =
                    broker.minutes().stream().mapToLong(MinuteLedger::differs).sum();
            if (broker.minutes().stream().anyMatch(minute -> minute.differs() != 0)) {
                where.append(where.isEmpty() ? "" : ", ")
                        .append("broker ")
                        .append(broker.broker())
                        .append(off < 0 ? " drew " : " has not seen drawn ")
                        .append(Math.abs(off))
                        .append(off < 0 ? " more than it journaled" : " of what it journaled");
            }
        }
        return where.toString();
    }
}
