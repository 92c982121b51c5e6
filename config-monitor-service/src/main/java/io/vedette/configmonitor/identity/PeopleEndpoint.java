package io.vedette.configmonitor.identity;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.identity.People.Reset;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.scope.Scope;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Invitations and lost passwords. An admin hands the code on; whoever brings it chooses a password. The operator key resets any password. */
@RestController
class PeopleEndpoint {
    private static final int MOST = 254;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Set<String> ROLES = new TreeSet<>(Set.of("viewer", "editor", "admin", "operator"));

    private final People people;
    private final StoredRevocations revocations;

    PeopleEndpoint(People people, StoredRevocations revocations) {
        this.people = people;
        this.revocations = revocations;
    }

    /** A code, told once. */
    record NewCode(String code) {}

    /** Who came in. */
    record Welcome(String user, String email, String role) {
        static Welcome of(AppUser user) {
            return new Welcome(Cid.of("user", user.id()), user.email(), user.role());
        }
    }

    /** @param password to be changed at the next sign-in */
    record NewPassword(String user, String email, String password) {}

    @PostMapping("/api/invitations")
    @Operation(summary = "Makes a code with which somebody joins the account; good for seven days, once")
    NewCode invite(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.ADMIN);
        Fields body = Fields.of(json);
        String email = body.text("email", null, MOST);
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            body.wrong("email", "must be an e-mail address");
        }
        String role = body.word("role", Role.VIEWER.word(), ROLES);
        body.refuseWrong();
        caller.needs(Role.ofWord(role));
        return new NewCode(people.invite(caller, email, Role.ofWord(role)));
    }

    @PostMapping("/api/invitations/acceptance")
    @Operation(summary = "Joins the account that the code is of")
    Welcome accept(@RequestBody @Nullable JsonNode json) {
        Fields body = Fields.of(json);
        String code = body.text("code", null, MOST);
        String password = password(body);
        String first = requireNonNullElse(body.optionalText("firstname", "", MOST), "");
        String last = requireNonNullElse(body.optionalText("lastname", "", MOST), "");
        body.refuseWrong();
        return Welcome.of(Scope.across("invitation").call(() -> people.accept(code, password, first, last)));
    }

    @PostMapping("/api/users/{id}/password-reset")
    @Operation(summary = "Makes a code with which the user chooses a new password; good for a day, once")
    NewCode resetCode(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        caller.needs(Role.ADMIN);
        return new NewCode(people.resetCode(caller, id));
    }

    @PostMapping("/api/session/reset")
    @Operation(summary = "Chooses a new password with a code; older sessions are over")
    ResponseEntity<Void> reset(@RequestBody @Nullable JsonNode json) {
        Fields body = Fields.of(json);
        String code = body.text("code", null, MOST);
        String password = password(body);
        body.refuseWrong();
        Scope.across("password reset").call(() -> people.reset(code, password));
        revocations.changed();
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/password-resets")
    @Operation(summary = "With the operator key: gives a user, or the first admin, a new password")
    NewPassword resetByOperator(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.OPERATOR);
        Fields body = Fields.of(json);
        String email = requireNonNullElse(body.optionalText("email", "", MOST), "");
        body.refuseWrong();
        Reset reset = Scope.across("password reset")
                .call(() -> people.resetByOperator(email))
                .orElseThrow(() -> Problem.notFound("no user with this address"));
        revocations.changed();
        return new NewPassword(Cid.of("user", reset.user().id()), reset.user().email(), reset.password());
    }

    private static String password(Fields body) {
        String password = body.text("password", null, MOST);
        if (!password.isEmpty()) {
            Passwords.objection(password).ifPresent(reason -> body.wrong("password", reason));
        }
        return password;
    }
}
