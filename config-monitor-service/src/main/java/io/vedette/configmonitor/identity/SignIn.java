package io.vedette.configmonitor.identity;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.account.AppUsers;
import io.vedette.webdb.scope.Scope;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Lets people in by e-mail address and password. Whether the address is known, nobody learns. */
@Service
class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final AppUsers users;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final TokenMint mint;
    private final SignInSettings settings;
    private final StoredRevocations revocations;

    SignIn(
            AppUsers users,
            Passwords passwords,
            SignInGuard guard,
            TokenMint mint,
            SignInSettings settings,
            StoredRevocations revocations) {
        this.revocations = revocations;
        this.users = users;
        this.passwords = passwords;
        this.guard = guard;
        this.mint = mint;
        this.settings = settings;
    }

    /** A session: the user as they are, what the cookie holds, for how long. */
    record Signed(AppUser user, String token, Duration life) {}

    /**
     * @throws io.vedette.service.problem.ProblemException 401 when address or password is wrong, 429 when the address tried too often
     */
    Signed signIn(String email, String password, String address) {
        refuseTooMany(email, address);
        Optional<AppUser> user = Scope.across("sign-in").call(() -> users.findByEmail(email));
        if (!passwords.matches(password, user.map(AppUser::passwordHash).orElse(null))) {
            guard.failed(email, address);
            LOG.atInfo().addKeyValue("address", address).log("a sign-in failed");
            throw Problem.unauthorized("e-mail address or password is wrong");
        }
        guard.succeeded(email, address);
        return session(user.orElseThrow());
    }

    /** Somebody for whom an OpenID provider vouches; a password of ours is not asked for. */
    Signed byProvider(String email) {
        AppUser user = Scope.across("sign-in")
                .call(() -> users.findByEmail(email))
                .orElseThrow(() -> Problem.forbidden("nobody here has this address; an admin invites"));
        String token = mint.session(user, settings.session(), false).token();
        return new Signed(user, token, settings.session());
    }

    /** The password is the caller's own; afterwards the session is good for everything. */
    Signed changePassword(Caller caller, String current, String wanted, String address) {
        AppUser user = userOf(caller).orElseThrow(() -> Problem.forbidden("only a person has a password"));
        refuseTooMany(user.email(), address);
        if (!passwords.matches(current, user.passwordHash())) {
            guard.failed(user.email(), address);
            throw Problem.invalid("current", "is not the current password");
        }
        guard.succeeded(user.email(), address);
        user.givePassword(passwords.hash(wanted), false);
        LOG.atInfo().addKeyValue("user", caller.user()).log("password changed");
        AppUser changed = users.save(user);
        revocations.changed();
        return session(changed);
    }

    /** The session is over in every service, also for whoever copied the cookie. */
    void signOut(Caller caller) {
        revocations.endSession(caller);
    }

    @Nullable
    String emailOf(Caller caller) {
        return userOf(caller).map(AppUser::email).orElse(null);
    }

    private Optional<AppUser> userOf(Caller caller) {
        return Cid.number("user", caller.user()).stream()
                .boxed()
                .findFirst()
                .flatMap(id -> users.findByIdAndAccountId(id, caller.account()));
    }

    private Signed session(AppUser user) {
        String token = mint.session(user, settings.session(), user.mustChangePassword())
                .token();
        return new Signed(user, token, settings.session());
    }

    private void refuseTooMany(String email, String address) {
        guard.wait(email, address).ifPresent(wait -> {
            throw Problem.tooMany("too many failed sign-ins; try again in " + (wait.toSeconds() + 1) + " s");
        });
    }
}
