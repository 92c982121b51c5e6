package io.vedette.webdb.scope;

import static java.util.Objects.requireNonNullElse;

import io.vedette.service.identity.Caller;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whose transactions those are that begin within it. A request's are its caller's by themselves. A scope begins before its transaction: one that is entered
 * inside another's transaction would silently go unheard, and is refused.
 */
public final class Scope {
    private static final ScopedValue<Scope> ENTERED = ScopedValue.newInstance();
    private static final String SYSTEM = "vedette_system";

    private final @Nullable Long account;
    private final @Nullable String job;

    private Scope(@Nullable Long account, @Nullable String job) {
        this.account = account;
        this.job = job;
    }

    /** One account's. */
    public static Scope account(long account) {
        return new Scope(account, null);
    }

    /**
     * All accounts', for what no account can do for itself.
     *
     * @param job its name, as the audit shows it
     */
    public static Scope across(String job) {
        return new Scope(null, job);
    }

    public void run(Runnable work) {
        refuseTooLate();
        ScopedValue.where(ENTERED, this).run(work);
    }

    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work)
            throws X {
        refuseTooLate();
        return ScopedValue.where(ENTERED, this).call(work);
    }

    private void refuseTooLate() {
        if (TransactionSynchronizationManager.isActualTransactionActive() && !isSame(current())) {
            throw new IllegalStateException("a scope begins before its transaction: " + this);
        }
    }

    private boolean isSame(@Nullable Scope other) {
        return other != null && Objects.equals(account, other.account) && (job == null) == (other.job == null);
    }

    private static @Nullable Scope current() {
        if (ENTERED.isBound()) {
            return ENTERED.get();
        }
        return principal() instanceof Caller caller ? account(caller.account()) : null;
    }

    /** Tells the database whose transaction has begun; it forgets it at the transaction's end. */
    static void tell(Connection connection) throws SQLException {
        Scope scope = current();
        if (scope == null) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "select set_config('vedette.account', ?, true), set_config('vedette.actor', ?, true), set_config('vedette.origin', ?, true)"
                        + (scope.job == null ? "" : ", set_config('role', '" + SYSTEM + "', true)"))) {
            statement.setString(1, scope.account == null ? "" : Long.toString(scope.account));
            statement.setString(2, scope.actor());
            statement.setString(3, origin());
            statement.execute();
        }
    }

    private String actor() {
        if (principal() instanceof Caller caller) {
            return caller.user();
        }
        return requireNonNullElse(job, "");
    }

    private static @Nullable Object principal() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? null : authentication.getPrincipal();
    }

    private static String origin() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getDetails() instanceof WebAuthenticationDetails details
                ? requireNonNullElse(details.getRemoteAddress(), "")
                : "";
    }

    @Override
    public String toString() {
        return job == null ? "account " + account : job;
    }
}
