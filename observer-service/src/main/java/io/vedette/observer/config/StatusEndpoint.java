package io.vedette.observer.config;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.observer.ini.Fault;
import io.vedette.observer.queue.Instance;
import io.vedette.observer.queue.Outbox;
import io.vedette.observer.step.StepStatus;
import io.vedette.observer.step.Steps;
import io.vedette.observer.watch.WatchStatus;
import io.vedette.observer.watch.Watches;
import io.vedette.service.identity.Caller;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the observer does now. */
@RestController
class StatusEndpoint {

    private final Instance instance;
    private final Outbox outbox;
    private final Watches watches;
    private final Steps steps;
    private final ObserverConfig config;

    StatusEndpoint(Instance instance, Outbox outbox, Watches watches, Steps steps, ObserverConfig config) {
        this.instance = instance;
        this.outbox = outbox;
        this.watches = watches;
        this.steps = steps;
        this.config = config;
    }

    /**
     * @param instance which observer answers, the same over restarts
     * @param spooledEvents events on disk while Redis is away
     * @param watches all that run
     * @param steps all that run
     * @param refused files that are kept and not in force, and why
     */
    record Status(
            String instance,
            long spooledEvents,
            List<WatchStatus> watches,
            List<StepStatus> steps,
            Map<String, List<Fault>> refused) {}

    @GetMapping("/api/observer/status")
    @Operation(summary = "Watches, steps, queue lengths and counts since the start")
    Status status(@AuthenticationPrincipal Caller caller) {
        caller.needsToRunTheSuite();
        return new Status(instance.id(), outbox.spooled(), watches.status(), steps.status(), config.refused());
    }
}
