package io.vedette.configmonitor.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.configmonitor.account.LimitedAccounts.Limits;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.etag.IfMatch;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.webdb.scope.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/accounts/{id}/limits}: set by the operator, read by the account's own admins. */
@RestController
@RequestMapping("/api/accounts/{id}/limits")
class LimitsEndpoint {
    private static final String JOB = "limits";

    private final LimitedAccounts accounts;

    LimitsEndpoint(LimitedAccounts accounts) {
        this.accounts = accounts;
    }

    /** What is not given, or null, is not limited. */
    record Wanted(
            @Nullable Long streams,
            @Nullable Long checks,
            @Nullable Long queryPoints) {}

    @GetMapping
    @Operation(summary = "What an account may have, and how many checks it has")
    Limits show(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        refuseOthers(caller, id);
        caller.needs(Role.ADMIN);
        return Scope.across(JOB).call(() -> accounts.show(id));
    }

    @IfMatch
    @PutMapping
    @Operation(summary = "Limits an account, for the operator; what it has already stays")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = Wanted.class)))
    Limits change(@AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Nullable JsonNode json) {
        refuseOthers(caller, id);
        caller.needs(Role.OPERATOR);
        Fields body = Fields.of(json);
        Long streams = limit(body, "streams", 1);
        Long checks = limit(body, "checks", 0);
        Long queryPoints = limit(body, "queryPoints", 1);
        body.refuseWrong();
        return Scope.across(JOB).call(() -> accounts.change(id, streams, checks, queryPoints));
    }

    private static @Nullable Long limit(Fields body, String name, int least) {
        return body.node(name) == null ? null : Long.valueOf(body.integer(name, least, least, Integer.MAX_VALUE));
    }

    /** To who is not of it, another's account is not there. */
    private static void refuseOthers(Caller caller, long id) {
        if (caller.account() != id && !caller.role().covers(Role.OPERATOR)) {
            throw LimitedAccounts.missing(id);
        }
    }
}
