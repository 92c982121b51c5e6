package io.vedette.configmonitor.identity;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.identity.Tokens.App;
import io.vedette.service.etag.Etag;
import io.vedette.service.etag.IfMatch;
import io.vedette.service.identity.AppState;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.service.problem.ProblemException;
import io.vedette.webdb.account.Account;
import io.vedette.webdb.account.Accounts;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.account.AppUsers;
import io.vedette.webdb.identity.ApiToken;
import io.vedette.webdb.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
    private static final Pattern SCOPE = Pattern.compile("(\\*|[a-z][a-z0-9_-]*):(read|write)");
    private static final Set<String> APP_STATES = new TreeSet<>(Set.of("allow", "pending", "deny"));

    private final Tokens tokens;
    private final Accounts accounts;
    private final AppUsers users;
    private final StoredRevocations revocations;

    TokenEndpoint(Tokens tokens, Accounts accounts, AppUsers users, StoredRevocations revocations) {
        this.revocations = revocations;
        this.tokens = tokens;
        this.accounts = accounts;
        this.users = users;
    }

    /** The token itself, told once. */
    record Issued(String token, String name, String role) {}

    /** What is known of a token; times are seconds since 1970. */
    record TokenView(
            String id,
            String name,
            String role,
            String user,
            long created,
            long expires,
            @Nullable Long revoked,
            List<String> scopes,
            String apps) {
        static TokenView of(ApiToken token) {
            Instant revoked = token.revokedAt();
            return new TokenView(
                    token.jti().toString(),
                    token.name(),
                    token.role(),
                    Cid.of("user", token.userId()),
                    token.createdAt().getEpochSecond(),
                    token.expiresAt().getEpochSecond(),
                    revoked == null ? null : Long.valueOf(revoked.getEpochSecond()),
                    token.scopes(),
                    token.apps());
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
        List<String> scopes = scopes(body);
        String apps = body.word("apps", AppState.ALLOW.word(), APP_STATES);
        body.refuseWrong();
        TokenLimits limits = new TokenLimits(scopes, AppState.ofWord(apps));
        String token = tokens.issue(user, name, role, Caller.Kind.TOKEN, Duration.ofDays(days), limits);
        return new Issued(token, name, role.word());
    }

    private static List<String> scopes(Fields body) {
        List<String> scopes = requireNonNullElse(body.texts("scopes"), List.of());
        for (int n = 0; n < scopes.size(); n++) {
            if (!SCOPE.matcher(scopes.get(n)).matches() || scopes.get(n).equals("tokens:write")) {
                body.wrong("scopes[" + n + "]", "must be a resource or *, then :read or :write; no token makes others");
            }
        }
        return scopes;
    }

    @GetMapping("/{id}")
    @Operation(summary = "What is known of a token: one's own, or as an admin anybody's")
    TokenView show(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        ApiToken token =
                tokens.find(caller.account(), jti(id), ownerSeenBy(caller, id)).orElseThrow(() -> missing(id));
        Etag.show(Tokens.version(token));
        return TokenView.of(token);
    }

    @IfMatch
    @DeleteMapping("/{id}")
    @Operation(
            summary = "Revokes a token: one's own, or as an admin anybody's; every service refuses it within seconds")
    ResponseEntity<Void> revoke(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        if (!tokens.revoke(caller.account(), jti(id), ownerSeenBy(caller, id))) {
            throw missing(id);
        }
        revocations.changed();
        return ResponseEntity.noContent().build();
    }

    /** Null for an admin, who sees everybody's. */
    private static @Nullable Long ownerSeenBy(Caller caller, String id) {
        if (caller.role().covers(Role.ADMIN)) {
            return null;
        }
        OptionalLong user = Cid.number("user", caller.user());
        return user.stream().boxed().findFirst().orElseThrow(() -> missing(id));
    }

    @GetMapping("/{id}/apps")
    @Operation(summary = "Applications that showed the token, by the names they gave, and what was decided")
    List<App> apps(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        caller.needs(Role.ADMIN);
        List<App> apps = tokens.apps(caller.account(), jti(id)).orElseThrow(() -> missing(id));
        Etag.show(Tokens.version(apps));
        return apps;
    }

    @IfMatch
    @PutMapping("/{id}/apps")
    @Operation(summary = "Decides upon an application: {\"app\": name, \"state\": allow, pending or deny}")
    List<App> decide(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.ADMIN);
        if (tokens.apps(caller.account(), jti(id)).isEmpty()) {
            throw missing(id);
        }
        Fields body = Fields.of(json);
        String app = body.text("app", null, NAME);
        String state = body.word("state", null, APP_STATES);
        body.refuseWrong();
        tokens.decide(caller.account(), jti(id), app, AppState.ofWord(state));
        revocations.changed();
        return apps(caller, id);
    }

    private static UUID jti(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw missing(id);
        }
    }

    private static ProblemException missing(String id) {
        return Problem.notFound("no token " + id);
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
