package io.vedette.stratcon.data;

import io.vedette.contracts.proto.config.AccountLimits;
import io.vedette.service.problem.Problem;
import io.vedette.stratcon.config.Accounts;

/** What one question may cost: its windows times its streams. An account has the limit that the operator gave it, else the usual one. */
final class QueryCost {
    private final Accounts accounts;
    private final DataSettings settings;

    QueryCost(Accounts accounts, DataSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    /**
     * @param parameter the one to change for a cheaper question
     * @throws io.vedette.service.problem.ProblemException 422 naming the limit
     */
    void accept(long account, String parameter, long points) {
        long most = accounts.find(account)
                .map(one -> one.getLimits())
                .map(AccountLimits::getQueryPoints)
                .filter(limit -> limit > 0)
                .orElse(settings.mostPoints());
        if (points > most) {
            throw Problem.tooMuch(parameter, "asks for " + points + " points, at most " + most);
        }
    }
}
