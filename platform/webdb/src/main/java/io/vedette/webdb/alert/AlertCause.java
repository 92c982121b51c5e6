package io.vedette.webdb.alert;

import jakarta.persistence.Embeddable;

/**
 * Why an alert stands as it does.
 *
 * @param severity 1 (worst) to 5
 * @param ruleIndex place of the rule in its rule set
 * @param criteria as in API v2, {@code max value}
 * @param threshold as its author wrote it
 * @param value what violated it; empty for absence
 */
@Embeddable
public record AlertCause(int severity, int ruleIndex, String criteria, String threshold, String value) {}
