package io.vedette.alerting.alert;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Up while faults are taken. */
@Component
@Profile("notification")
class NotificationHealthIndicator implements HealthIndicator {
    private final AlertGate gate;

    NotificationHealthIndicator(AlertGate gate) {
        this.gate = gate;
    }

    @Override
    public Health health() {
        return (gate.isOpen() ? Health.up() : Health.down())
                .withDetail("state", gate.state())
                .build();
    }
}
