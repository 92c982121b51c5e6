package io.vedette.configmonitor.enrol;

import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.webdb.scope.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /v2/provision_broker}, where a one-time code is the credential, {@code POST /v2/provision_broker/renewal}, where the certificate held so
 * far is, and {@code POST /api/enrolment-codes}, where codes are made.
 */
@RestController
class EnrolmentEndpoint {
    private static final String ENROLMENT = "enrolment";

    private final Enrolment enrolment;
    private final EnrolmentCodes codes;

    EnrolmentEndpoint(Enrolment enrolment, EnrolmentCodes codes) {
        this.enrolment = enrolment;
        this.codes = codes;
    }

    /** The code, told once. */
    record NewCode(String code, String role) {}

    @PostMapping("/v2/provision_broker")
    Enrolment.Answer enrol(@RequestBody @Nullable JsonNode body) {
        EnrolmentRequest request = EnrolmentRequest.read(Fields.of(body));
        return Scope.across(ENROLMENT).call(() -> enrolment.enrol(request));
    }

    @PostMapping("/v2/provision_broker/renewal")
    Enrolment.Answer renew(@RequestBody @Nullable JsonNode body) {
        RenewalRequest request = RenewalRequest.read(Fields.of(body));
        return Scope.across(ENROLMENT).call(() -> enrolment.renew(request));
    }

    /** A stratcon sees every account's data, so that only the operator lets one in; an admin's broker serves the admin's account alone. */
    @PostMapping("/api/enrolment-codes")
    NewCode make(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.ADMIN);
        Fields body = Fields.of(json);
        String role = body.word("role", EnrolmentRole.BROKER.word(), EnrolmentRole.WORDS);
        body.refuseWrong();
        if (role.equals(EnrolmentRole.STRATCON.word())) {
            caller.needs(Role.OPERATOR);
        }
        Long account = caller.role() == Role.OPERATOR ? null : Long.valueOf(caller.account());
        return new NewCode(Scope.across(ENROLMENT).call(() -> codes.make(EnrolmentRole.ofWord(role), account)), role);
    }
}
