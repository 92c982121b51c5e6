package io.vedette.broker.check;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The last state of each check, for {@code /checks/show}. */
@Component
public class CheckStates {
    private final Map<UUID, CheckState> states = new ConcurrentHashMap<>();

    public void ended(UUID check, CheckState state) {
        states.put(check, state);
    }

    Optional<CheckState> of(UUID check) {
        return Optional.ofNullable(states.get(check));
    }

    void forget(UUID check) {
        states.remove(check);
    }
}
