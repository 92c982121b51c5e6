package io.vedette.configmonitor.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.webdb.account.Account;
import io.vedette.webdb.account.Accounts;
import io.vedette.webdb.scope.Scope;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/accounts}: the operator sees which accounts there are and makes new ones, each with an invitation for its first admin. */
@RestController
@RequestMapping("/api/accounts")
class AccountsEndpoint {
    private static final int NAME = 500;
    private static final int EMAIL = 254;
    private static final String JOB = "accounts";

    private final Accounts accounts;
    private final People people;

    AccountsEndpoint(Accounts accounts, People people) {
        this.accounts = accounts;
        this.people = people;
    }

    record AccountView(String account, String name, String timezone, long created) {
        static AccountView of(Account account) {
            return new AccountView(
                    Cid.of("account", account.id()),
                    account.name(),
                    account.timezone(),
                    account.createdAt().getEpochSecond());
        }
    }

    /** @param invitation the first admin's code, told once; see {@code /api/invitations/acceptance} */
    record NewAccount(String account, String invitation) {}

    @GetMapping
    @Operation(summary = "All accounts, for the operator")
    List<AccountView> list(@AuthenticationPrincipal Caller caller) {
        caller.needs(Role.OPERATOR);
        return Scope.across(JOB).call(accounts::findAll).stream()
                .sorted(Comparator.comparingLong(Account::id))
                .map(AccountView::of)
                .toList();
    }

    @PostMapping
    @Operation(summary = "Makes an account and a code for its first admin, for the operator")
    NewAccount make(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.OPERATOR);
        Fields body = Fields.of(json);
        String name = body.text("name", null, NAME);
        String timezone = body.text("timezone", "UTC", NAME);
        if (!isZone(timezone)) {
            body.wrong("timezone", "must be a time zone such as America/New_York");
        }
        String email = body.text("email", null, EMAIL);
        if (!email.isEmpty() && email.indexOf('@') < 1) {
            body.wrong("email", "must be an e-mail address");
        }
        body.refuseWrong();
        People.Founded founded = Scope.across(JOB).call(() -> people.found(caller, new Account(name, timezone), email));
        return new NewAccount(Cid.of("account", founded.account()), founded.invitation());
    }

    private static boolean isZone(String text) {
        try {
            return !ZoneId.of(text).getId().isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }
}
