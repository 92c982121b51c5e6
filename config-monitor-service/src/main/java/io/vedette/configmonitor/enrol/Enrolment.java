package io.vedette.configmonitor.enrol;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.enrol.EnrolmentCodes.Code;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.broker.Broker;
import io.vedette.webdb.broker.Stratcon;
import io.vedette.webdb.broker.Stratcons;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Lets a machine in: code, row, certificate and what follows from them are one transaction. */
@Service
class Enrolment {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final EnrolmentCodes codes;
    private final CertificateAuthority authority;
    private final GivenCertificates certificates;
    private final EnrolledBrokers brokers;
    private final Stratcons stratcons;
    private final ApplicationEventPublisher events;

    Enrolment(
            EnrolmentCodes codes,
            CertificateAuthority authority,
            GivenCertificates certificates,
            EnrolledBrokers brokers,
            Stratcons stratcons,
            ApplicationEventPublisher events) {
        this.codes = codes;
        this.authority = authority;
        this.certificates = certificates;
        this.brokers = brokers;
        this.stratcons = stratcons;
        this.events = events;
    }

    /**
     * What the machine needs.
     *
     * @param cid {@code /broker/1} or {@code /stratcon/1}
     * @param cn common name of its certificate
     * @param cert its certificate and the authority's, in PEM
     * @param ca the authority's certificate in PEM
     */
    record Answer(
            @JsonProperty("_cid") String cid,
            @JsonProperty("_cn") String cn,
            @JsonProperty("_status") String status,
            @JsonProperty("_cert") String cert,
            @JsonProperty("_ca") String ca) {}

    /**
     * @throws io.vedette.service.problem.ProblemException 403 when the code is unknown, another role's, used with another key, or of a retired
     *     broker; 400 when the certificate request is broken
     */
    @Transactional
    public Answer enrol(EnrolmentRequest request) {
        Code code = codes.take(request.code())
                .filter(known -> known.role() == request.role())
                .orElseThrow(() -> Problem.forbidden("the code is unknown"));
        CertificateRequest csr = CertificateRequest.read(request.csr());
        if (code.keySha256() != null) {
            return again(code, csr);
        }
        Answer answer = switch (request.role()) {
            case BROKER -> broker(request, code, csr);
            case STRATCON -> stratcon(request, csr);
        };
        codes.use(code, csr.keySha256(), JSON.writeValueAsString(answer));
        LOG.atInfo()
                .addKeyValue("cid", answer.cid())
                .addKeyValue("name", request.name())
                .log("enrolled");
        return answer;
    }

    private static Answer again(Code code, CertificateRequest csr) {
        if (!csr.keySha256().equals(code.keySha256())) {
            throw Problem.forbidden("the code is used");
        }
        return JSON.readValue(requireNonNull(code.answer()), Answer.class);
    }

    /**
     * A new certificate for the key and name of one that this authority gave before, also when that one has run out: whoever was cut off for long
     * comes back with what it holds. The new one is of use to the holder of the key alone, so that a request may be seen and repeated by anybody.
     *
     * @throws io.vedette.service.problem.ProblemException 400 when a field is broken; 403 when the certificate is not the authority's, the request is
     *     of another key, the certificate is revoked, or the machine is retired
     */
    @Transactional
    public Answer renew(RenewalRequest request) {
        CertificateRequest csr = CertificateRequest.read(request.csr());
        GivenCertificate given = authority
                .given(request.certificate())
                .orElseThrow(() -> Problem.forbidden("the certificate is unknown"));
        if (!csr.key().equals(given.key())) {
            throw Problem.forbidden("the request is of another key than the certificate");
        }
        certificates.hold(given.cn());
        if (certificates.isRevoked(given.serial())) {
            throw Problem.forbidden("the certificate is revoked");
        }
        Optional<Answer> answer = switch (given.role()) {
            case BROKER -> brokers.inService(given.id()).map(broker -> answer(broker, csr));
            case STRATCON ->
                stratcons
                        .findById(given.id())
                        .map(stratcon -> answer(Cid.of("stratcon", stratcon.id()), stratcon.cn(), csr, given.hosts()));
        };
        Answer renewed = answer.orElseThrow(() -> Problem.forbidden("the machine is retired"));
        LOG.atInfo().addKeyValue("cid", renewed.cid()).log("certificate renewed");
        return renewed;
    }

    private Answer broker(EnrolmentRequest request, Code code, CertificateRequest csr) {
        return answer(brokers.enter(request, code, csr.key()), csr);
    }

    private Answer answer(Broker broker, CertificateRequest csr) {
        return answer(Cid.of("broker", broker.id()), broker.cn(), csr, List.of(broker.host()));
    }

    private Answer stratcon(EnrolmentRequest request, CertificateRequest csr) {
        Stratcon stratcon = stratcons.saveAndFlush(new Stratcon(request.name()));
        events.publishEvent(new Enrolled.StratconEnrolled(stratcon.id()));
        String host = request.host();
        return answer(Cid.of("stratcon", stratcon.id()), stratcon.cn(), csr, host == null ? List.of() : List.of(host));
    }

    private Answer answer(String cid, String cn, CertificateRequest csr, List<String> hosts) {
        CertificateAuthority.Signed signed = authority.sign(csr.key(), cn, hosts);
        certificates.add(signed.certificate(), cn);
        return new Answer(cid, cn, "active", signed.chain(), authority.pem());
    }
}
