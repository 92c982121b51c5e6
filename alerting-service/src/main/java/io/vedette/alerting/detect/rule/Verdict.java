package io.vedette.alerting.detect.rule;

import org.jspecify.annotations.Nullable;

/**
 * What a rule set says of a stream now.
 *
 * @param severity 0 is well
 * @param rule the rule that decided; null when none is violated
 */
public record Verdict(int severity, @Nullable ThresholdRule rule) {
    static final Verdict WELL = new Verdict(0, null);

    /** Whether silence decided it, not a value. */
    public boolean isOfAbsence() {
        return rule != null && rule.criterion() == Criterion.ON_ABSENCE;
    }
}
