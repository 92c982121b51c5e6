package io.vedette.configmonitor.enrol;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.broker.Broker;
import io.vedette.webdb.broker.Brokers;
import io.vedette.webdb.broker.Stratcon;
import io.vedette.webdb.broker.Stratcons;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes back what enrolment gave. */
@Service
@Transactional
class Revocation {
    private static final Logger LOG = LoggerFactory.getLogger(Revocation.class);

    private final GivenCertificates certificates;
    private final CertificateAuthority authority;
    private final Brokers brokers;
    private final Stratcons stratcons;
    private final Clock clock;

    Revocation(
            GivenCertificates certificates,
            CertificateAuthority authority,
            Brokers brokers,
            Stratcons stratcons,
            Clock clock) {
        this.certificates = certificates;
        this.authority = authority;
        this.brokers = brokers;
        this.stratcons = stratcons;
        this.clock = clock;
    }

    /**
     * Revokes every certificate that a machine holds; it comes back with a new code alone, as itself when the code is bound to it.
     *
     * @param cid {@code /broker/1} or {@code /stratcon/1}
     * @return how many were honoured until now
     * @throws io.vedette.service.problem.ProblemException 404 when there is no such machine
     */
    public int revoke(String cid) {
        String cn = cn(cid).orElseThrow(() -> Problem.notFound("there is no broker or stratcon " + cid));
        certificates.hold(cn);
        int revoked = certificates.revoke(cn, clock.instant());
        LOG.atWarn()
                .addKeyValue("cid", cid)
                .addKeyValue("certificates", revoked)
                .log("certificates revoked");
        return revoked;
    }

    /** The signed list for those who must refuse them, in DER. */
    @Transactional(readOnly = true)
    public byte[] list() {
        return authority.revocations(certificates.revoked(clock.instant()));
    }

    private Optional<String> cn(String cid) {
        OptionalLong broker = Cid.number("broker", cid);
        if (broker.isPresent()) {
            return brokers.findById(broker.getAsLong()).map(Broker::cn);
        }
        OptionalLong stratcon = Cid.number("stratcon", cid);
        return stratcon.isPresent() ? stratcons.findById(stratcon.getAsLong()).map(Stratcon::cn) : Optional.empty();
    }
}
