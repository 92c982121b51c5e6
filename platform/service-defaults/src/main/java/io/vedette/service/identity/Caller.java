package io.vedette.service.identity;

import io.vedette.service.problem.Problem;

/**
 * Who calls, as a verified token says; the principal of every request, for {@code @AuthenticationPrincipal}.
 *
 * @param account the account it answers for; services show nothing of another
 * @param user {@code /user/1}, or the name of a service
 * @param kind what sort of token it came with
 * @param tokenId the token's {@code jti}
 * @param mustChangePassword signed in for the first time: good for changing the password only
 */
public record Caller(long account, String user, Role role, Kind kind, String tokenId, boolean mustChangePassword) {

    /** What a token is for. */
    public enum Kind {
        SESSION,
        TOKEN,
        SERVICE
    }

    /**
     * Refuses who may not.
     *
     * @throws io.vedette.service.problem.ProblemException 403 naming the role that is needed
     */
    public void needs(Role needed) {
        if (!role.covers(needed)) {
            throw Problem.forbidden("this needs the role " + needed.word() + ", the caller has " + role.word());
        }
    }
}
