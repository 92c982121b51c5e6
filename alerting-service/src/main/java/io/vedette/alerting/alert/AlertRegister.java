package io.vedette.alerting.alert;

import io.vedette.alerting.alert.AlertChanged.Kind;
import io.vedette.contracts.proto.faults.FaultTransition;
import io.vedette.webdb.alert.Alert;
import io.vedette.webdb.alert.AlertCause;
import io.vedette.webdb.alert.AlertEventRow;
import io.vedette.webdb.alert.AlertEventRows;
import io.vedette.webdb.alert.AlertTransitions;
import io.vedette.webdb.alert.Alerts;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records a transition with all it causes, in one transaction, or nothing. A transition recorded before causes nothing more, whoever records it.
 */
@Component
@Profile("notification")
class AlertRegister {
    private final AlertTransitions transitions;
    private final Alerts alerts;
    private final AlertEventRows events;
    private final AlertSubjects subjects;
    private final ApplicationEventPublisher listeners;

    AlertRegister(
            AlertTransitions transitions,
            Alerts alerts,
            AlertEventRows events,
            AlertSubjects subjects,
            ApplicationEventPublisher listeners) {
        this.transitions = transitions;
        this.alerts = alerts;
        this.events = events;
        this.subjects = subjects;
        this.listeners = listeners;
    }

    /** What became of a transition. */
    enum Outcome {
        RECORDED,
        DUPLICATE,
        /** It clears or changes what does not stand. */
        MEANINGLESS
    }

    @Transactional
    public Outcome record(FaultTransition transition) {
        if (isDuplicate(transition)) {
            return Outcome.DUPLICATE;
        }
        Optional<Alert> held = alerts.findByFaultId(transition.getFaultId());
        if (held.isEmpty()) {
            if (transition.getToSeverity() == 0) {
                return Outcome.MEANINGLESS;
            }
            tell(Kind.OPENED, alerts.save(opened(transition)), transition);
            return Outcome.RECORDED;
        }
        Alert alert = held.get();
        if (!alert.isActive()) {
            return Outcome.MEANINGLESS;
        }
        if (transition.getToSeverity() == 0) {
            alert.cleared(Instant.ofEpochMilli(transition.getOccurredMs()), transition.getValue());
            tell(Kind.CLEARED, alert, transition);
        } else {
            alert.changed(cause(transition));
            tell(Kind.CHANGED, alert, transition);
        }
        return Outcome.RECORDED;
    }

    private boolean isDuplicate(FaultTransition transition) {
        return transitions.recordIfNew(
                        transition.getTransitionId(),
                        transition.getFaultId(),
                        transition.getFromSeverity(),
                        transition.getToSeverity(),
                        transition.getValue(),
                        Instant.ofEpochMilli(transition.getOccurredMs()),
                        Instant.ofEpochMilli(transition.getDecidedMs()))
                == 0;
    }

    private Alert opened(FaultTransition transition) {
        return new Alert(
                transition.getFaultId(),
                transition.getAccountId(),
                subjects.of(transition),
                cause(transition),
                Instant.ofEpochMilli(transition.getOccurredMs()));
    }

    private static AlertCause cause(FaultTransition transition) {
        return new AlertCause(
                transition.getToSeverity(),
                transition.getRuleIndex(),
                transition.getCriteria(),
                transition.getThreshold(),
                transition.getValue());
    }

    private void tell(Kind kind, Alert alert, FaultTransition transition) {
        events.save(new AlertEventRow(
                alert.id(),
                AlertEvents.of(alert, kind.word(), transition.getDecidedMs()).toByteArray()));
        listeners.publishEvent(new AlertChanged(kind, alert, transition));
    }
}
