package io.vedette.alerting.detect;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Up while samples are judged. */
@Component
@Profile("detection")
class DetectionHealthIndicator implements HealthIndicator {
    private final Detection detection;

    DetectionHealthIndicator(Detection detection) {
        this.detection = detection;
    }

    @Override
    public Health health() {
        return (detection.isReady() ? Health.up() : Health.down())
                .withDetail("state", detection.state())
                .build();
    }
}
