package io.vedette.stratcon.control;

import io.vedette.service.identity.Caller;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which brokers run their checks as they are now, and which are behind, for those who run the suite. */
@RestController
class HandoutsEndpoint {
    private final CheckHandouts handouts;

    HandoutsEndpoint(CheckHandouts handouts) {
        this.handouts = handouts;
    }

    /** The connected brokers this stratcon draws; one that is not connected gets everything when it is. 403 below the role admin. */
    @GetMapping("/api/feeds/checks")
    List<CheckHandouts.Progress> progress(@AuthenticationPrincipal Caller caller) {
        caller.needsToRunTheSuite();
        return handouts.progress();
    }
}
