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

    private static final long SUITE_ACCOUNT = 1;

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

    /**
     * Refuses who does not run the suite: what is told here is of machines that serve all accounts. An operator runs it, and an admin of the first account,
     * whose checks watch the suite itself.
     *
     * @throws io.vedette.service.problem.ProblemException 403
     */
    public void needsToRunTheSuite() {
        needs(Role.ADMIN);
        if (account != SUITE_ACCOUNT && !role.covers(Role.OPERATOR)) {
            throw Problem.forbidden("this needs an operator, or an admin of the suite's own account");
        }
    }
}
