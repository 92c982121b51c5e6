package io.vedette.configmonitor.announce;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.scope.Scope;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/config-announcements}: what waits to be announced, and the way to have everything announced anew. */
@RestController
class RepublishEndpoint {
    private final Republish republish;
    private final Outbox outbox;
    private final Announcer announcer;
    private final ConfigReaders readers;

    RepublishEndpoint(Republish republish, Outbox outbox, Announcer announcer, ConfigReaders readers) {
        this.readers = readers;
        this.republish = republish;
        this.outbox = outbox;
        this.announcer = announcer;
    }

    /**
     * @param waiting changes not yet acknowledged by Kafka
     * @param trouble why nothing is announced now; null when all is well
     */
    record Waiting(long waiting, @Nullable String trouble) {}

    @GetMapping("/api/config-announcements")
    @Operation(summary = "How many changes wait to be announced, and why")
    Waiting waiting(@AuthenticationPrincipal Caller caller) {
        caller.needsToRunTheSuite();
        return new Waiting(Scope.across("announcements").call(outbox::waiting), announcer.trouble());
    }

    @GetMapping("/api/config-announcements/readers")
    @Operation(summary = "Which version of the configuration each service runs, and who is behind; 503 without Kafka")
    ConfigReaders.Readers readers(@AuthenticationPrincipal Caller caller) {
        caller.needsToRunTheSuite();
        try {
            return readers.read();
        } catch (KafkaException e) {
            throw Problem.unavailable("Kafka does not answer");
        }
    }

    @PostMapping("/api/config-announcements")
    @Operation(
            summary =
                    "With the operator key: makes topics and brokers equal to the Web DB, in a new restore generation")
    Republish.Begun republish(@AuthenticationPrincipal Caller caller) {
        caller.needs(Role.OPERATOR);
        return Scope.across("republish").call(republish::begin);
    }
}
