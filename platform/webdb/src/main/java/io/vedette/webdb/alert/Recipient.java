package io.vedette.webdb.alert;

import jakarta.persistence.Embeddable;

/**
 * Who is told, and how.
 *
 * @param contactGroupId group it is told for
 * @param method {@code email} or {@code http}
 * @param target e-mail address or URL
 * @param httpMethod {@code POST} or {@code GET}; empty for e-mail
 * @param format {@code json} or {@code params}; empty for e-mail
 */
@Embeddable
public record Recipient(long contactGroupId, String method, String target, String httpMethod, String format) {}
