package io.vedette.alerting.detect.rule;

import io.vedette.contracts.proto.config.Rule;
import java.util.Optional;

/**
 * One rule that can be judged.
 *
 * @param index its place in the rule set
 * @param threshold a number; for absence seconds
 * @param written the threshold as its author wrote it
 * @param severity 1 to 5; 0 decides that all is well
 * @param waitMinutes before people are told
 */
public record ThresholdRule(
        int index, Criterion criterion, double threshold, String written, int severity, double waitMinutes) {

    /** The rule as it can be judged; nothing for a criterion or a window unknown here, or a threshold that is no number. */
    static Optional<ThresholdRule> of(int index, Rule rule) {
        Optional<Criterion> criterion = Criterion.of(rule.getCriteria());
        if (criterion.isEmpty() || !rule.getWindowingFunction().isEmpty()) {
            return Optional.empty();
        }
        try {
            double threshold = Double.parseDouble(rule.getValue().strip());
            return Double.isNaN(threshold)
                    ? Optional.empty()
                    : Optional.of(new ThresholdRule(
                            index,
                            criterion.get(),
                            threshold,
                            rule.getValue(),
                            rule.getSeverity(),
                            rule.getWaitMinutes()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * @param latest the latest number, NaN when there was none: it violates nothing
     * @param silentMs time without a sample
     */
    boolean isViolatedBy(double latest, long silentMs) {
        return switch (criterion) {
            case MAX_VALUE -> latest > threshold;
            case MIN_VALUE -> latest < threshold;
            case ON_ABSENCE -> silentMs >= silenceMs();
        };
    }

    /** For absence: the silence that violates it. */
    long silenceMs() {
        return Math.max(1, Math.round(threshold * 1000));
    }
}
