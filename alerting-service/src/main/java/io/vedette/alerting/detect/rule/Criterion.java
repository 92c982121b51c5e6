package io.vedette.alerting.detect.rule;

import java.util.Optional;

/** What a rule looks at, with its word in API v2. */
public enum Criterion {
    /** Violated when the latest number is above the threshold. */
    MAX_VALUE("max value"),
    /** Violated when the latest number is below the threshold. */
    MIN_VALUE("min value"),
    /** Violated when there was no sample for the threshold's seconds. */
    ON_ABSENCE("on absence");

    private final String word;

    Criterion(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<Criterion> of(String word) {
        for (Criterion criterion : values()) {
            if (criterion.word.equals(word)) {
                return Optional.of(criterion);
            }
        }
        return Optional.empty();
    }
}
