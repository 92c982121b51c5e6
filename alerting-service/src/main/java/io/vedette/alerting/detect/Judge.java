package io.vedette.alerting.detect;

import io.vedette.alerting.detect.rule.RuleSetInForce;
import io.vedette.alerting.detect.rule.ThresholdRule;
import io.vedette.alerting.detect.rule.Verdict;
import io.vedette.alerting.detect.state.StreamState;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.proto.faults.FaultTransition;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges one stream by one rule set: moves its state on and tells each transition. Ids are derived from what decided, so that the same input gives
 * the same ids however often it is replayed. A value is judged once, as it arrives: a rule that changed later clears by it but never pages by it.
 */
final class Judge {
    private final StreamState.Builder state;
    private final long nowMs;
    private final Consumer<FaultTransition> told;

    /**
     * @param state moved on in place
     * @param nowMs epoch ms
     * @param told takes each transition
     */
    Judge(StreamState.Builder state, long nowMs, Consumer<FaultTransition> told) {
        this.state = state;
        this.nowMs = nowMs;
        this.told = told;
    }

    static StreamState.Builder firstSeen(RuleSetInForce rules) {
        return StreamState.newBuilder()
                .setRuleSetId(rules.id())
                .setAccountId(rules.account())
                .setCheckUuid(rules.stream().check().toString())
                .setMetricName(rules.stream().name());
    }

    /** Whether a record at this place was judged before. */
    boolean hasSeen(Position position, int block) {
        UUID journal = position.journal();
        if (is(journal, state.getJournalHigh(), state.getJournalLow())) {
            return isUpTo(position, block, state.getOffset(), state.getBlock());
        }
        return is(journal, state.getEarlierJournalHigh(), state.getEarlierJournalLow())
                && isUpTo(position, block, state.getEarlierOffset(), state.getEarlierBlock());
    }

    /** The stream has samples at this place. */
    void arrived(Position position, int block, long brokerId) {
        UUID journal = position.journal();
        if (!is(journal, state.getJournalHigh(), state.getJournalLow())) {
            state.setEarlierJournalHigh(state.getJournalHigh())
                    .setEarlierJournalLow(state.getJournalLow())
                    .setEarlierOffset(state.getOffset())
                    .setEarlierBlock(state.getBlock());
        }
        state.setJournalHigh(journal.getMostSignificantBits())
                .setJournalLow(journal.getLeastSignificantBits())
                .setOffset(position.offset())
                .setBlock(block)
                .setBrokerId(brokerId)
                .setSilentMs(0);
    }

    /**
     * @param index which sample of its block
     */
    void sample(RuleSetInForce rules, Sample sample, int index) {
        if (sample.isNumber()) {
            state.setValue(sample.number()).setValueText(sample.text());
        }
        decide(rules, verdict(rules), "sample:" + place() + ":" + index, sample.text(), sample.timeMs());
    }

    /** There was no sample for so long. */
    void silent(RuleSetInForce rules, long silentMs) {
        state.setSilentMs(silentMs);
        Verdict verdict = verdict(rules);
        if (verdict.isOfAbsence()) {
            decide(rules, verdict, "absence:" + place() + ":" + rules.version(), "", nowMs);
        }
    }

    /** The rule set is another than the one that judged last. */
    void reviewed(RuleSetInForce rules) {
        Verdict verdict = verdict(rules);
        if (verdict.severity() == 0 || verdict.isOfAbsence()) {
            String cause = "review:" + rules.version() + ":" + state.getFaultId() + ":" + place();
            decide(rules, verdict, cause, verdict.isOfAbsence() ? "" : state.getValueText(), nowMs);
        }
        state.setRuleSetVersion(rules.version());
    }

    /** The rule set is gone, or watches another stream now. */
    void withdrawn() {
        tell(null, 0, "withdrawn:" + state.getFaultId(), "", nowMs);
    }

    private Verdict verdict(RuleSetInForce rules) {
        return rules.judge(state.hasValue() ? state.getValue() : Double.NaN, state.getSilentMs());
    }

    private void decide(RuleSetInForce rules, Verdict verdict, String cause, String value, long occurredMs) {
        state.setRuleSetVersion(rules.version());
        tell(verdict.rule(), verdict.severity(), cause, value, occurredMs);
    }

    private void tell(@Nullable ThresholdRule rule, int severity, String cause, String value, long occurredMs) {
        int from = state.getSeverity();
        if (from == severity) {
            return;
        }
        String id = idOf(cause + ">" + severity);
        if (from == 0) {
            state.setFaultId(id);
        }
        if (severity > 0 && rule != null) {
            state.setRuleIndex(rule.index())
                    .setCriteria(rule.criterion().word())
                    .setThreshold(rule.written());
        }
        state.setSeverity(severity);
        told.accept(transition(id, from, value, occurredMs)
                .setWaitMinutes(severity > 0 && rule != null ? rule.waitMinutes() : 0)
                .build());
        if (severity == 0) {
            state.clearFaultId().clearRuleIndex().clearCriteria().clearThreshold();
        }
    }

    private FaultTransition.Builder transition(String id, int from, String value, long occurredMs) {
        return FaultTransition.newBuilder()
                .setTransitionId(id)
                .setFaultId(state.getFaultId())
                .setAccountId(state.getAccountId())
                .setRuleSetId(state.getRuleSetId())
                .setRuleSetVersion(state.getRuleSetVersion())
                .setCheckUuid(state.getCheckUuid())
                .setMetricName(state.getMetricName())
                .setFromSeverity(from)
                .setToSeverity(state.getSeverity())
                .setRuleIndex(state.getRuleIndex())
                .setCriteria(state.getCriteria())
                .setThreshold(state.getThreshold())
                .setValue(value)
                .setOccurredMs(occurredMs)
                .setDecidedMs(nowMs);
    }

    private String idOf(String cause) {
        String named = state.getRuleSetId() + ":" + state.getCheckUuid() + "/" + state.getMetricName() + "|" + cause;
        return UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String place() {
        return new UUID(state.getJournalHigh(), state.getJournalLow()) + ":" + state.getOffset() + ":"
                + state.getBlock();
    }

    private static boolean is(UUID journal, long high, long low) {
        return journal.getMostSignificantBits() == high && journal.getLeastSignificantBits() == low;
    }

    private static boolean isUpTo(Position position, int block, long offset, int lastBlock) {
        return position.offset() < offset || (position.offset() == offset && block <= lastBlock);
    }
}
