package io.vedette.alerting.detect.rule;

import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.proto.config.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A rule set as it is judged.
 *
 * @param stream the one stream it watches
 * @param rules those that can be judged, in order
 */
public record RuleSetInForce(long id, long account, long version, StreamId stream, List<ThresholdRule> rules) {

    public RuleSetInForce {
        rules = List.copyOf(rules);
    }

    /**
     * @throws IllegalArgumentException when it names no single stream
     */
    public static RuleSetInForce of(RuleSet announced) {
        if (!announced.getMetricPattern().isEmpty() || !announced.getFilter().isEmpty()) {
            throw new IllegalArgumentException("streams by pattern or filter are not judged yet");
        }
        List<ThresholdRule> rules = new ArrayList<>();
        for (int index = 0; index < announced.getRulesCount(); index++) {
            ThresholdRule.of(index, announced.getRules(index)).ifPresent(rules::add);
        }
        StreamId stream = new StreamId(UUID.fromString(announced.getCheckUuid()), announced.getMetricName());
        return new RuleSetInForce(announced.getId(), announced.getAccountId(), announced.getVersion(), stream, rules);
    }

    /** Key of the fault, on Kafka and in the state store. */
    public String faultKey() {
        return id + ":" + stream;
    }

    /**
     * The first violated rule decides.
     *
     * @param latest the latest number, NaN when there was none
     * @param silentMs time without a sample
     */
    public Verdict judge(double latest, long silentMs) {
        for (ThresholdRule rule : rules) {
            if (rule.isViolatedBy(latest, silentMs)) {
                return new Verdict(rule.severity(), rule);
            }
        }
        return Verdict.WELL;
    }

    public boolean watchesAbsence() {
        return rules.stream().anyMatch(rule -> rule.criterion() == Criterion.ON_ABSENCE);
    }

    /** The next length of silence, in ms, at which the verdict may change; {@code Long.MAX_VALUE} when there is none. */
    public long nextSilenceAfter(long silentMs) {
        return rules.stream()
                .filter(rule -> rule.criterion() == Criterion.ON_ABSENCE)
                .mapToLong(ThresholdRule::silenceMs)
                .filter(due -> due > silentMs)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
