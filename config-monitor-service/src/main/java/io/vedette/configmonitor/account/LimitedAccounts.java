package io.vedette.configmonitor.account;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.service.etag.Etag;
import io.vedette.service.problem.Problem;
import io.vedette.service.problem.ProblemException;
import io.vedette.webdb.account.AccountLimit;
import io.vedette.webdb.account.AccountLimits;
import io.vedette.webdb.account.Accounts;
import io.vedette.webdb.check.Checks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What accounts may have, and what they have of it. */
@Service
@Transactional
class LimitedAccounts {
    private final Accounts accounts;
    private final AccountLimits limits;
    private final Checks checks;

    LimitedAccounts(Accounts accounts, AccountLimits limits, Checks checks) {
        this.accounts = accounts;
        this.limits = limits;
        this.checks = checks;
    }

    /**
     * @param streams on each broker; null for any number, as with the others
     * @param checks on brokers
     * @param queryPoints windows times streams of one question about data; null for the stratcon's own limit
     * @param checksNow how many there are; those past a limit that came later stay
     */
    record Limits(
            String account,
            @Nullable Long streams,
            @Nullable Long checks,
            @Nullable Long queryPoints,
            long checksNow) {}

    Limits show(long account) {
        if (!accounts.existsById(account)) {
            throw missing(account);
        }
        return shown(limits.findById(account).orElse(new AccountLimit(account)));
    }

    Limits change(long account, @Nullable Long streams, @Nullable Long checks, @Nullable Long queryPoints) {
        if (accounts.findToChange(account).isEmpty()) {
            throw missing(account);
        }
        AccountLimit limit = limits.findById(account).orElse(new AccountLimit(account));
        Etag.match(limit.version());
        limit.change(streams, checks, queryPoints);
        return shown(limits.saveAndFlush(limit));
    }

    private Limits shown(AccountLimit limit) {
        Etag.show(limit.version());
        return new Limits(
                Cid.of("account", limit.accountId()),
                limit.streams(),
                limit.checks(),
                limit.queryPoints(),
                checks.countByAccountId(limit.accountId()));
    }

    static ProblemException missing(long account) {
        return Problem.notFound("no account " + Cid.of("account", account));
    }
}
