package io.vedette.configmonitor.account;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /v2/account}: the caller's own, by number or as {@code current}. */
@RestController
@RequestMapping("/v2/account")
class AccountEndpoint {
    private final OwnAccount account;

    AccountEndpoint(OwnAccount account) {
        this.account = account;
    }

    @GetMapping
    List<AccountView> list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
        Page page = Page.of(parameters);
        return page.from() > 0 ? List.of() : List.of(account.get(caller));
    }

    @GetMapping("/current")
    AccountView current(@AuthenticationPrincipal Caller caller) {
        return account.get(caller);
    }

    @GetMapping("/{id}")
    AccountView get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        ownOnly(caller, id);
        return account.get(caller);
    }

    @PutMapping("/current")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    AccountView changeCurrent(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode body) {
        caller.needs(Role.ADMIN);
        return account.change(caller, Fields.of(body));
    }

    @PutMapping("/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    AccountView change(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Nullable JsonNode body) {
        ownOnly(caller, id);
        return changeCurrent(caller, body);
    }

    private static void ownOnly(Caller caller, long id) {
        if (id != caller.account()) {
            throw Problem.notFound("no account " + Cid.of("account", id));
        }
    }
}
