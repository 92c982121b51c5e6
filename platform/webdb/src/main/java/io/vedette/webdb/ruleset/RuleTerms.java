package io.vedette.webdb.ruleset;

import org.jspecify.annotations.Nullable;

/**
 * One rule of a set.
 *
 * @param criteria as in API v2: "max value", "on absence", …
 * @param value threshold, text or number as it was given; for "on absence" seconds without data; null where the criteria need none
 * @param severity 1 (worst) to 5; 0 never alerts
 * @param waitMinutes minutes before people are told
 * @param windowingFunction average, stddev, derive, … or null for the latest sample
 * @param windowingDurationS seconds
 * @param windowingMinDurationS seconds of the window that must be filled before the rule judges
 */
public record RuleTerms(
        String criteria,
        @Nullable Object value,
        int severity,
        double waitMinutes,
        @Nullable String windowingFunction,
        @Nullable Integer windowingDurationS,
        @Nullable Integer windowingMinDurationS) {}
