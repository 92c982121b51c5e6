package io.vedette.stratcon.ledger;

import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.stratcon.store.StoreUnavailableException;
import java.time.Duration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether everything that was journaled was stored, for those who run the suite. */
@RestController
class LedgerEndpoint {
    private static final int MOST_MINUTES = 1_440;

    private final Ledger ledger;

    LedgerEndpoint(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The ledger of this stratcon's brokers over the last {@code minutes} (1 to 1440); 403 below the role admin, 503 while the store is away. */
    @GetMapping("/api/ledger")
    LedgerReport ledger(@AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "60") int minutes) {
        caller.needsToRunTheSuite();
        try {
            return ledger.report(Duration.ofMinutes(Math.clamp(minutes, 1, MOST_MINUTES)));
        } catch (StoreUnavailableException e) {
            throw Problem.unavailable("the rollup store does not answer now");
        }
    }
}
