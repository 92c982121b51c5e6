package io.vedette.configmonitor.enrol;

import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.webdb.scope.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /api/certificates/revoke}, for those who run the suite, and {@code GET /v2/provision_broker/revocations}, which everybody may read: it is
 * signed, and names numbers only.
 */
@RestController
class RevocationEndpoint {
    private static final String REVOCATION = "revocation";
    private static final int CID = 60;

    private final Revocation revocation;

    RevocationEndpoint(Revocation revocation) {
        this.revocation = revocation;
    }

    /**
     * @param revoked certificates that were honoured until now
     */
    record Revoked(String cid, int revoked) {}

    @PostMapping("/api/certificates/revoke")
    Revoked revoke(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.OPERATOR);
        Fields body = Fields.of(json);
        String cid = body.text("cid", null, CID);
        body.refuseWrong();
        return new Revoked(cid, Scope.across(REVOCATION).call(() -> revocation.revoke(cid)));
    }

    @GetMapping(path = "/v2/provision_broker/revocations", produces = "application/pkix-crl")
    byte[] list() {
        return Scope.across(REVOCATION).call(revocation::list);
    }
}
