package io.vedette.broker.check;

import io.vedette.broker.intake.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The last state of each check, for {@code /checks/show}; of those that are run also what the last run saw. */
@Component
public class CheckStates {
    private final Map<UUID, Seen> seen = new ConcurrentHashMap<>();

    /** The last run; no samples for what is pushed, and for a run that saw nothing. */
    record Seen(CheckState state, List<Sample> current) {}

    public void ended(UUID check, CheckState state) {
        ended(check, state, List.of());
    }

    void ended(UUID check, CheckState state, List<Sample> samples) {
        seen.put(check, new Seen(state, samples));
    }

    Optional<Seen> of(UUID check) {
        return Optional.ofNullable(seen.get(check));
    }

    void forget(UUID check) {
        seen.remove(check);
    }
}
