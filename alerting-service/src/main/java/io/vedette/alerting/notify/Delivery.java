package io.vedette.alerting.notify;

import io.github.resilience4j.core.IntervalFunction;
import io.vedette.webdb.alert.Message;
import io.vedette.webdb.alert.MessageState;
import io.vedette.webdb.alert.Messages;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * One attempt to deliver one leased message, and what is written of it: ended, or put off by a back-off that stands in the row, so that a restart does
 * not forget it.
 */
@Component
@Profile("notification")
class Delivery {
    private final Map<String, NotificationMethod> methods;
    private final ServerBreakers breakers;
    private final QuietTimes maintenance;
    private final Messages messages;
    private final NotifySettings settings;
    private final NotifyMetrics metrics;
    private final IntervalFunction backOff;
    private final Clock clock;

    Delivery(
            List<NotificationMethod> methods,
            ServerBreakers breakers,
            QuietTimes maintenance,
            Messages messages,
            NotifySettings settings,
            NotifyMetrics metrics,
            Clock clock) {
        this.methods = methods.stream().collect(Collectors.toMap(NotificationMethod::word, Function.identity()));
        this.breakers = breakers;
        this.maintenance = maintenance;
        this.messages = messages;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        backOff = IntervalFunction.ofExponentialRandomBackoff(settings.firstRetry(), 2, 0.3, settings.longestRetry());
    }

    void attempt(Message message, UUID lease) {
        String word = message.recipient().method();
        NotificationMethod method = methods.get(word);
        if (method == null) {
            end(message, lease, MessageState.REJECTED, "nothing here delivers by '" + word + "'");
            return;
        }
        Optional<Duration> quiet = maintenance.quietFor(message);
        if (quiet.isPresent()) {
            metrics.count(word, "in_maintenance");
            messages.postpone(message.id(), lease, "in maintenance", quiet.get().toMillis(), 1);
            return;
        }
        String server = method.server(message);
        if (!breakers.lets(server)) {
            metrics.count(word, "postponed");
            messages.postpone(
                    message.id(),
                    lease,
                    "left alone after failures: " + server,
                    settings.pauseOfServer().toMillis(),
                    1);
            return;
        }
        Outcome outcome = method.deliver(message);
        breakers.told(server, outcome);
        switch (outcome) {
            case Outcome.Delivered delivered -> end(message, lease, MessageState.DELIVERED, "");
            case Outcome.Rejected rejected -> end(message, lease, MessageState.REJECTED, rejected.reason());
            case Outcome.Kept kept -> end(message, lease, MessageState.KEPT, kept.reason());
            case Outcome.Retryable retryable -> retry(message, lease, retryable.cause());
        }
    }

    private void retry(Message message, UUID lease, String cause) {
        if (message.createdAt().plus(settings.giveUpAfter()).isBefore(clock.instant())) {
            end(message, lease, MessageState.EXPIRED, cause);
            return;
        }
        metrics.count(message.recipient().method(), "retryable");
        messages.postpone(message.id(), lease, cause, backOff.apply(message.attempts()), 0);
    }

    private void end(Message message, UUID lease, MessageState state, String reason) {
        metrics.count(message.recipient().method(), state.word());
        messages.end(message.id(), lease, state.word(), reason);
    }
}
