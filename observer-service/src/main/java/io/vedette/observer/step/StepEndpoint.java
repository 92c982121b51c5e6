package io.vedette.observer.step;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/observer/steps}: what can be done with a step that runs. */
@RestController
class StepEndpoint {
    private final Steps steps;

    StepEndpoint(Steps steps) {
        this.steps = steps;
    }

    @PostMapping("/api/observer/steps/{plugin}/{step}/restart")
    @Operation(summary = "Starts a step's workers anew, for the operator; files being worked on are finished first")
    ResponseEntity<Void> restart(
            @AuthenticationPrincipal Caller caller, @PathVariable String plugin, @PathVariable String step) {
        caller.needs(Role.OPERATOR);
        if (!steps.restart(plugin + "/" + step)) {
            throw Problem.notFound("no step " + plugin + "/" + step + " runs");
        }
        return ResponseEntity.noContent().build();
    }
}
