package io.vedette.broker.check;

import io.vedette.broker.door.Problem;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.filter.StreamGate;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.feed.FeedPaths;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs beside a check's own: a draft's one run, and the live runs of a check that somebody watches. Neither is journaled. */
@RestController
class DraftEndpoint {
    private static final long LONGEST_LEASE_MS = 300_000;
    private static final long SHORTEST_PERIOD_MS = 1_000;

    private final CheckVerifier verifier;
    private final CheckRuns runs;
    private final LiveRuns live;
    private final StreamGate gate;

    DraftEndpoint(CheckVerifier verifier, CheckRuns runs, LiveRuns live, StreamGate gate) {
        this.verifier = verifier;
        this.runs = runs;
        this.live = live;
        this.gate = gate;
    }

    /**
     * What a draft would collect.
     *
     * @param metrics what would come in
     * @param filtered the names that the check's rules would keep out
     */
    record Tested(CheckState state, Map<String, ShownSample> metrics, List<String> filtered) {}

    /** Whether a check is run live. */
    record Watched(boolean live) {}

    @PostMapping(FeedPaths.CHECKS_TEST)
    Tested test(@RequestBody String json) throws IOException, InterruptedException {
        Check check = verifier.readDraft(json);
        if (!runs.runs(check)) {
            throw Problem.invalid(List.of(new FieldError("type", check.getType() + " is pushed: nothing to run")));
        }
        CheckRuns.Ended ended = runs.run(check);
        List<Sample> taken = new ArrayList<>();
        List<String> filtered = new ArrayList<>();
        StreamGate.Draft streams = gate.draft(check);
        for (Sample sample : ended.result().samples()) {
            boolean comesIn =
                    StreamName.canonical(sample.name()).filter(streams::admits).isPresent();
            if (comesIn) {
                taken.add(sample);
            } else {
                filtered.add(sample.name());
            }
        }
        return new Tested(ended.state(), ShownSample.byName(taken), filtered);
    }

    @PutMapping(FeedPaths.CHECKS_LIVE + "{uuid}")
    Watched watch(@PathVariable UUID uuid, @RequestParam long periodMs, @RequestParam long leaseMs) {
        List<FieldError> errors = new ArrayList<>();
        if (periodMs < SHORTEST_PERIOD_MS) {
            errors.add(new FieldError("periodMs", "must be at least " + SHORTEST_PERIOD_MS));
        }
        if (leaseMs < 1 || leaseMs > LONGEST_LEASE_MS) {
            errors.add(new FieldError("leaseMs", "must be from 1 to " + LONGEST_LEASE_MS));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Watched(live.watch(uuid, Duration.ofMillis(periodMs), Duration.ofMillis(leaseMs)));
    }
}
