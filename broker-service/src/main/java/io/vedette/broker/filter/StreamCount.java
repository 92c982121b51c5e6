package io.vedette.broker.filter;

import java.util.List;

/**
 * The streams of one check.
 *
 * @param known how many came in; counted where the check has rules or a limit
 * @param limit how many may; 0 for any number
 * @param pastLimit samples turned away because they would have begun a stream past the check's or the account's limit
 * @param pastLimitNames the names of such streams, at most the first 1,000
 */
public record StreamCount(int known, long limit, long pastLimit, List<String> pastLimitNames) {}
