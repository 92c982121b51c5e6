package io.vedette.stratcon.control;

import io.vedette.contracts.proto.config.Check;
import io.vedette.service.etag.Etag;
import io.vedette.service.etag.IfMatch;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.service.problem.ProblemException;
import io.vedette.stratcon.config.KnownCheck;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Removals of checks that are so many that somebody is to look first, for those who run the suite. */
@RestController
class RemovalsEndpoint {
    private final Removals removals;

    RemovalsEndpoint(Removals removals) {
        this.removals = removals;
    }

    /**
     * @param held checks the broker holds
     */
    record WaitingView(long broker, int held, List<CheckView> checks) {
        static WaitingView of(Removals.Waiting waiting) {
            return new WaitingView(
                    waiting.broker(),
                    waiting.held(),
                    waiting.checks().stream().map(CheckView::of).toList());
        }
    }

    /**
     * @param name empty when it is not known any more
     */
    record CheckView(UUID uuid, String name) {
        static CheckView of(KnownCheck known) {
            Check check = known.check();
            return new CheckView(known.uuid(), check == null ? "" : check.getName());
        }
    }

    /** What waits at the brokers this stratcon draws; 403 below the role operator. */
    @GetMapping("/api/feeds/removals")
    List<WaitingView> waiting(@AuthenticationPrincipal Caller caller) {
        caller.needs(Role.OPERATOR);
        return removals.all().stream().map(WaitingView::of).toList();
    }

    /** What waits at a broker, with an entity tag; 403 below the role operator, 404 when nothing waits there. */
    @GetMapping("/api/feeds/{broker}/removals")
    WaitingView waitingAt(@AuthenticationPrincipal Caller caller, @PathVariable long broker) {
        caller.needs(Role.OPERATOR);
        Removals.Waiting waiting = removals.at(broker).orElseThrow(() -> nothing(broker));
        Etag.show(waiting.version());
        return WaitingView.of(waiting);
    }

    /** Lets what waits at a broker happen; 403 below the role operator, 404 when nothing waits there, 412 when it is not what was seen. */
    @IfMatch
    @PostMapping("/api/feeds/{broker}/removals/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@AuthenticationPrincipal Caller caller, @PathVariable long broker) {
        caller.needs(Role.OPERATOR);
        if (!removals.confirm(broker)) {
            throw nothing(broker);
        }
    }

    private static ProblemException nothing(long broker) {
        return Problem.notFound("no removals wait at broker " + broker);
    }
}
