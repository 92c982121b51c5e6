package io.vedette.configmonitor.enrol;

import static java.util.Objects.requireNonNull;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.enrol.EnrolmentCodes.Code;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.broker.Broker;
import io.vedette.webdb.broker.Brokers;
import java.security.PublicKey;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The brokers that come in, each by its code: as a new one, or as the one that the code is bound to. */
@Component
class EnrolledBrokers {
    private final Brokers brokers;
    private final Revocation revocation;
    private final ApplicationEventPublisher events;

    EnrolledBrokers(Brokers brokers, Revocation revocation, ApplicationEventPublisher events) {
        this.brokers = brokers;
        this.revocation = revocation;
        this.events = events;
    }

    Broker enter(EnrolmentRequest request, Code code, PublicKey key) {
        Long known = code.brokerId();
        return known == null ? make(request, code, key) : takeBack(known, request, key);
    }

    private Broker make(EnrolmentRequest request, Code code, PublicKey key) {
        Broker broker = brokers.saveAndFlush(
                new Broker(code.accountId(), request.name(), requireNonNull(request.host()), request.port(), key));
        events.publishEvent(new Enrolled.BrokerEnrolled(broker.id()));
        return broker;
    }

    /** A broker is one machine: whoever holds a certificate of its from before is out with this. */
    private Broker takeBack(long id, EnrolmentRequest request, PublicKey key) {
        Broker broker = inService(id).orElseThrow(() -> Problem.forbidden("the machine is retired"));
        revocation.revoke(Cid.of("broker", id));
        broker.comeBack(requireNonNull(request.host()), request.port(), key);
        return brokers.saveAndFlush(broker);
    }

    /** Empty for one that is not there, or retired. */
    Optional<Broker> inService(long id) {
        return brokers.findById(id).filter(broker -> !broker.retired());
    }
}
