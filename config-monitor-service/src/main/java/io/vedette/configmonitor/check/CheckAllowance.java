package io.vedette.configmonitor.check;

import io.vedette.service.problem.Problem;
import io.vedette.webdb.account.AccountLimit;
import io.vedette.webdb.account.AccountLimits;
import io.vedette.webdb.check.Checks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Holds an account to its number of checks: within the transaction that makes them, one transaction of an account at a time. */
@Component
class CheckAllowance {
    private final AccountLimits limits;
    private final Checks checks;
    private final JdbcClient db;

    CheckAllowance(AccountLimits limits, Checks checks, JdbcClient db) {
        this.limits = limits;
        this.checks = checks;
        this.db = db;
    }

    /**
     * @param more checks to be made, one for each broker
     * @throws io.vedette.service.problem.ProblemException 422 naming the limit and what there is
     */
    void claim(long account, int more) {
        Long most = limits.findById(account).map(AccountLimit::checks).orElse(null);
        if (most == null || more <= 0) {
            return;
        }
        db.sql("select pg_advisory_xact_lock(hashtextextended('vedette checks', ?))")
                .param(account)
                .query(row -> {});
        long there = checks.countByAccountId(account);
        if (there + more > most) {
            throw Problem.tooMuch(
                    "brokers", "needs " + more + " more checks; the account has " + there + " and may have " + most);
        }
    }
}
