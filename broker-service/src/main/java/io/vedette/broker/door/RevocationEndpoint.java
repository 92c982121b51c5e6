package io.vedette.broker.door;

import io.vedette.contracts.feed.FeedPaths;
import java.io.IOException;
import java.security.SignatureException;
import java.security.cert.CRLException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where stratcons bring the list of revoked certificates: the broker itself need not reach the authority. */
@RestController
class RevocationEndpoint {
    private final Revocations revocations;
    private final ApplicationEventPublisher events;

    RevocationEndpoint(Revocations revocations, ApplicationEventPublisher events) {
        this.revocations = revocations;
        this.events = events;
    }

    @PutMapping(FeedPaths.REVOCATIONS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@RequestBody byte[] list) throws IOException {
        try {
            if (revocations.add(list)) {
                events.publishEvent(new CertificatesRevoked());
            }
        } catch (CRLException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid", "body: must be a list of revoked certificates in DER");
        } catch (SignatureException e) {
            throw Problem.of(HttpStatus.FORBIDDEN, "forbidden", String.valueOf(e.getMessage()));
        }
    }
}
