package io.vedette.alerting.notify;

import io.vedette.alerting.maintenance.MaintenanceWindows;
import io.vedette.webdb.alert.Alerts;
import io.vedette.webdb.alert.Message;
import io.vedette.webdb.alert.MessageKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Says how long a message is kept back because its alert is in maintenance: until the window ends, and half a minute at most before it is asked again,
 * so that a window that ends early or grows is followed. Who was told of an alert is told that it is over also in maintenance.
 */
@Component
@Profile("notification")
class QuietTimes {
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final MaintenanceWindows windows;
    private final Alerts alerts;
    private final Clock clock;

    QuietTimes(MaintenanceWindows windows, Alerts alerts, Clock clock) {
        this.windows = windows;
        this.alerts = alerts;
        this.clock = clock;
    }

    Optional<Duration> quietFor(Message message) {
        if (message.kind() == MessageKind.RECOVERY) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return alerts.findById(message.alertId())
                .flatMap(alert -> windows.endFor(alert, now))
                .map(end -> Duration.between(now, end))
                .map(left -> left.compareTo(LOOK) < 0 ? left.plusMillis(1) : LOOK);
    }
}
