package io.vedette.streaming.check;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once the configuration has been read; Kafka going away later is told to viewers, and is a detail here. */
@Component("checks")
final class CheckHealth implements HealthIndicator {
    private final CheckDirectory directory;
    private final CheckReader reader;

    CheckHealth(CheckDirectory directory, CheckReader reader) {
        this.directory = directory;
        this.reader = reader;
    }

    @Override
    public Health health() {
        Health.Builder health = directory.isComplete() ? Health.up() : Health.outOfService();
        if (!reader.trouble().isEmpty()) {
            health.withDetail("trouble", reader.trouble());
        }
        return health.withDetail("checks", directory.size()).build();
    }
}
