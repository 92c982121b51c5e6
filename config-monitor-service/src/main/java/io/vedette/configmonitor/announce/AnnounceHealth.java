package io.vedette.configmonitor.announce;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says how many changes wait and why. Never down: while Kafka is away the REST API goes on, and a restart would mend nothing. */
@Component("announce")
class AnnounceHealth implements HealthIndicator {
    private final Announcer announcer;
    private final Outbox outbox;

    AnnounceHealth(Announcer announcer, Outbox outbox) {
        this.announcer = announcer;
        this.outbox = outbox;
    }

    @Override
    public Health health() {
        String trouble = announcer.trouble();
        Health.Builder health = trouble == null ? Health.up() : Health.unknown().withDetail("trouble", trouble);
        return health.withDetail("waiting", outbox.waiting()).build();
    }
}
