package io.vedette.alerting.notify;

import io.vedette.alerting.alert.AlertChanged;
import io.vedette.alerting.alert.AlertLinks;
import io.vedette.alerting.config.Configuration;
import io.vedette.webdb.alert.Alert;
import io.vedette.webdb.alert.Message;
import io.vedette.webdb.alert.MessageKind;
import io.vedette.webdb.alert.MessageState;
import io.vedette.webdb.alert.Messages;
import io.vedette.webdb.alert.Recipient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the messages of a changed alert, one a target, in the transaction that changes it. Everybody who was told of an alert is told that it is
 * over, whatever became of contact groups and rule sets meanwhile.
 */
@Component
@Profile("notification")
class Outbox {
    private final Messages messages;
    private final Recipients recipients;
    private final Configuration configuration;
    private final AlertLinks links;
    private final Clock clock;

    Outbox(Messages messages, Recipients recipients, Configuration configuration, AlertLinks links, Clock clock) {
        this.messages = messages;
        this.recipients = recipients;
        this.configuration = configuration;
        this.links = links;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(AlertChanged changed) {
        AlertText text = new AlertText(changed, links.to(changed.alert()));
        Instant now = clock.instant();
        Duration wait = waitOf(changed);
        // Due at once whatever this host's clock is to the database's.
        Instant notBefore = wait.isZero() ? Instant.EPOCH : now.plus(wait);
        for (Recipient recipient : told(changed)) {
            messages.save(message(changed, text, recipient, notBefore, now));
        }
    }

    private Collection<Recipient> told(AlertChanged changed) {
        Alert alert = changed.alert();
        List<Recipient> found = changed.kind() == AlertChanged.Kind.CLEARED
                ? toldBefore(alert)
                : recipients.of(
                        alert.subject().ruleSetId(),
                        alert.accountId(),
                        alert.cause().severity());
        Map<String, Recipient> byTarget = new LinkedHashMap<>();
        found.forEach(recipient -> byTarget.putIfAbsent(recipient.method() + " " + recipient.target(), recipient));
        return byTarget.values();
    }

    private List<Recipient> toldBefore(Alert alert) {
        messages.withdraw(alert.id(), "the alert cleared before its wait ended");
        return messages.findByAlertIdOrderById(alert.id()).stream()
                .filter(message -> message.state() != MessageState.WITHDRAWN)
                .map(Message::recipient)
                .toList();
    }

    private Message message(AlertChanged changed, AlertText text, Recipient recipient, Instant notBefore, Instant now) {
        String transition = changed.transition().getTransitionId();
        MessageKind kind = AlertText.kindOf(changed.kind());
        Message message = new Message(
                keyOf(transition, recipient),
                changed.alert(),
                transition,
                kind,
                recipient,
                text.subject(),
                body(changed.alert(), text, recipient),
                notBefore);
        return recipient.target().isEmpty() ? message.rejected("no address is known for this contact", now) : message;
    }

    private String body(Alert alert, AlertText text, Recipient recipient) {
        if (!recipient.method().equals(WebhookMethod.WORD)) {
            return text.body();
        }
        WebhookPayload payload =
                new WebhookPayload(configuration.accountName(alert.accountId()), alert, links.to(alert));
        return WebhookMethod.asParams(recipient) ? payload.params() : payload.json();
    }

    /** The same for the same transition and target, even if this Web DB were lost and the faults read again. */
    private static UUID keyOf(String transition, Recipient recipient) {
        String named = transition + "|" + recipient.method() + "|" + recipient.target();
        return UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8));
    }

    private static Duration waitOf(AlertChanged changed) {
        return Duration.ofMillis(Math.round(changed.transition().getWaitMinutes() * 60_000));
    }
}
