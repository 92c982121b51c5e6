package io.vedette.configmonitor.identity;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.account.Account;
import io.vedette.webdb.account.Accounts;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.account.AppUsers;
import io.vedette.webdb.identity.ApiToken;
import io.vedette.webdb.scope.Scope;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/tokens}: anybody makes tokens up to the own role; with the operator key, the first account's admin gets one. */
@RestController
@RequestMapping("/api/tokens")
class TokenEndpoint {
    private static final int DAYS = 365;
    private static final int MOST_DAYS = 3650;
    private static final int NAME = 200;

    private final Tokens tokens;
    private final Accounts accounts;
    private final AppUsers users;

    TokenEndpoint(Tokens tokens, Accounts accounts, AppUsers users) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.users = users;
    }

    /** The token itself, told once. */
    record Issued(String token, String name, String role) {}

    /** What is known of a token; times are seconds since 1970. */
    record TokenView(String id, String name, String role, String user, long created, long expires) {
        static TokenView of(ApiToken token) {
            return new TokenView(
                    token.jti().toString(),
                    token.name(),
                    token.role(),
                    Cid.of("user", token.userId()),
                    token.createdAt().getEpochSecond(),
                    token.expiresAt().getEpochSecond());
        }
    }

    @GetMapping
    List<TokenView> list(@AuthenticationPrincipal Caller caller) {
        caller.needs(Role.ADMIN);
        return tokens.of(caller.account()).stream().map(TokenView::of).toList();
    }

    /** Whoever shows the operator key has no account of their own. */
    @PostMapping
    Issued issue(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json) {
        return caller.user().equals(OperatorKey.NAME)
                ? Scope.across("operator key").call(() -> issued(caller, json))
                : issued(caller, json);
    }

    private Issued issued(Caller caller, @Nullable JsonNode json) {
        Fields body = Fields.of(json);
        String name = body.text("name", null, NAME);
        AppUser user = ownerFor(caller);
        Role most = caller.user().equals(OperatorKey.NAME) ? Role.ofWord(user.role()) : caller.role();
        Role role = role(body, most);
        int days = body.integer("expiresInDays", DAYS, 1, MOST_DAYS);
        body.refuseWrong();
        return new Issued(tokens.issue(user, name, role, Caller.Kind.TOKEN, Duration.ofDays(days)), name, role.word());
    }

    private static Role role(Fields body, Role most) {
        String word = body.text("role", most.word(), NAME);
        try {
            Role role = Role.ofWord(word);
            if (!most.covers(role)) {
                body.wrong("role", "must not be more than the caller's, " + most.word());
            }
            return role;
        } catch (IllegalArgumentException e) {
            body.wrong("role", "must be one of viewer, editor, admin, operator");
            return most;
        }
    }

    private AppUser ownerFor(Caller caller) {
        if (caller.user().equals(OperatorKey.NAME)) {
            return firstAdmin();
        }
        return Cid.number("user", caller.user()).stream()
                .boxed()
                .findFirst()
                .flatMap(id -> users.findByIdAndAccountId(id, caller.account()))
                .orElseThrow(() -> Problem.forbidden("a token is made in the name of a person"));
    }

    private AppUser firstAdmin() {
        Optional<Account> first = accounts.findAll().stream().min(Comparator.comparingLong(Account::id));
        return first.flatMap(account -> users.findByAccountIdOrderById(account.id()).stream()
                        .filter(user -> Role.ofWord(user.role()).covers(Role.ADMIN))
                        .findFirst())
                .orElseThrow(() -> Problem.conflict("there is no admin yet"));
    }
}
