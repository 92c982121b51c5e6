package io.vedette.configmonitor.enrol;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.broker.Broker;
import io.vedette.webdb.scope.Scope;
import java.util.OptionalLong;
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
    private static final int CID = 60;

    private final Enrolment enrolment;
    private final EnrolmentCodes codes;
    private final EnrolledBrokers brokers;

    EnrolmentEndpoint(Enrolment enrolment, EnrolmentCodes codes, EnrolledBrokers brokers) {
        this.enrolment = enrolment;
        this.codes = codes;
        this.brokers = brokers;
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
    @Operation(
            summary =
                    "Makes a one-time code: {\"role\": broker or stratcon}, for a new machine; {\"broker\": \"/broker/1\"}, for that one to come back with a new key")
    NewCode make(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.ADMIN);
        Fields body = Fields.of(json);
        String role = body.word("role", EnrolmentRole.BROKER.word(), EnrolmentRole.WORDS);
        String broker = body.optionalText("broker", null, CID);
        if (broker != null && role.equals(EnrolmentRole.STRATCON.word())) {
            body.wrong("broker", "is for the role broker");
        }
        body.refuseWrong();
        if (role.equals(EnrolmentRole.STRATCON.word())) {
            caller.needs(Role.OPERATOR);
        }
        Long account = caller.role() == Role.OPERATOR ? null : Long.valueOf(caller.account());
        return new NewCode(
                Scope.across(ENROLMENT)
                        .call(() -> codes.make(EnrolmentRole.ofWord(role), account, number(broker, account))),
                role);
    }

    /** Of a broker in service that is the account's own; an operator's is any. */
    private @Nullable Long number(@Nullable String cid, @Nullable Long account) {
        if (cid == null) {
            return null;
        }
        OptionalLong number = Cid.number("broker", cid);
        return number.stream()
                .boxed()
                .flatMap(id -> brokers.inService(id).stream())
                .filter(broker -> account == null || account.equals(broker.accountId()))
                .map(Broker::id)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("there is no broker " + cid + " that could come back"));
    }
}
