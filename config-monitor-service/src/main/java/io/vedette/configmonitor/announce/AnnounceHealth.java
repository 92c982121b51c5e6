package io.vedette.configmonitor.announce;

import io.vedette.webdb.scope.Scope;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Says how many changes wait and why. While Kafka is away it is unknown, not down: the REST API goes on, and a restart would mend nothing. */
@Component("announce")
class AnnounceHealth extends AbstractHealthIndicator {
    private final Announcer announcer;
    private final Outbox outbox;

    AnnounceHealth(Announcer announcer, Outbox outbox) {
        this.announcer = announcer;
        this.outbox = outbox;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        String trouble = announcer.trouble();
        if (trouble == null) {
            health.up();
        } else {
            health.unknown().withDetail("trouble", trouble);
        }
        health.withDetail("waiting", Scope.across("health").call(outbox::waiting));
    }
}
