package io.vedette.configmonitor.identity;

import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.account.Account;
import io.vedette.webdb.account.Accounts;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.account.AppUsers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets people into accounts by invitation, and back in who lost their password. */
@Service
@Transactional
class People {
    private static final Duration INVITED = Duration.ofDays(7);
    private static final Duration RESET = Duration.ofHours(24);
    private static final int LENGTH = 16;
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Accounts accounts;
    private final AppUsers users;
    private final PersonCodes codes;
    private final Passwords passwords;

    People(Accounts accounts, AppUsers users, PersonCodes codes, Passwords passwords) {
        this.accounts = accounts;
        this.users = users;
        this.codes = codes;
        this.passwords = passwords;
    }

    /** An account that was made, and the code that lets its first admin in. */
    record Founded(long account, String invitation) {}

    Founded found(Caller operator, Account account, String email) {
        Account made = accounts.saveAndFlush(account);
        return new Founded(made.id(), codes.invitation(made.id(), email, Role.ADMIN, operator.user(), INVITED));
    }

    /** @return the code, told once */
    String invite(Caller caller, String email, Role role) {
        return codes.invitation(caller.account(), email, role, caller.user(), INVITED);
    }

    /** @return the code, told once */
    String resetCode(Caller caller, long id) {
        AppUser user = users.findByIdAndAccountId(id, caller.account())
                .orElseThrow(() -> Problem.notFound("no user /user/" + id));
        caller.needs(Role.ofWord(user.role()));
        return codes.reset(user.accountId(), user.id(), caller.user(), RESET);
    }

    AppUser accept(String code, String password, String firstName, String lastName) {
        PersonCodes.Code known = used("invitation", code);
        AppUser user = new AppUser(
                known.account(),
                Objects.requireNonNull(known.email()),
                Objects.requireNonNull(known.role()).word());
        user.change(user.email(), firstName, lastName, Map.of());
        user.givePassword(passwords.hash(password), false);
        try {
            return users.saveAndFlush(user);
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict("email: a user has this address already");
        }
    }

    AppUser reset(String code, String password) {
        PersonCodes.Code known = used("reset", code);
        AppUser user = users.findById(Objects.requireNonNull(known.user())).orElseThrow();
        user.givePassword(passwords.hash(password), false);
        return users.saveAndFlush(user);
    }

    /** A password as the operator asks for: a new one, to be changed at the next sign-in. */
    record Reset(AppUser user, String password) {}

    /** @param email empty: the first admin there is */
    Optional<Reset> resetByOperator(String email) {
        Optional<AppUser> found = email.isEmpty()
                ? users.findAll().stream()
                        .filter(user -> Role.ofWord(user.role()).covers(Role.ADMIN))
                        .min(java.util.Comparator.comparingLong(AppUser::id))
                : users.findByEmail(email);
        return found.map(user -> {
            StringBuilder password = new StringBuilder(LENGTH);
            for (int n = 0; n < LENGTH; n++) {
                password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
            }
            user.givePassword(passwords.hash(password.toString()), true);
            return new Reset(users.saveAndFlush(user), password.toString());
        });
    }

    private PersonCodes.Code used(String purpose, String code) {
        return codes.use(purpose, code).orElseThrow(() -> Problem.forbidden("the code is unknown, used or too old"));
    }
}
