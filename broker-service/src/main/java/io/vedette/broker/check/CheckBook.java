package io.vedette.broker.check;

import io.vedette.broker.door.OwnSeal;
import io.vedette.broker.home.HomeSettings;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The checks this broker holds, on disk and in memory. The disk is written first; readers never see a check that a restart would not. */
@Component
public class CheckBook {
    private final CheckFiles files;
    private final ApplicationEventPublisher events;
    private final Map<UUID, HeldCheck> held = new ConcurrentHashMap<>();
    /** Orders changes: file, memory, event. */
    private final ReentrantLock changing = new ReentrantLock();

    CheckBook(HomeSettings home, OwnSeal seal, ApplicationEventPublisher events) throws IOException {
        files = new CheckFiles(home.folder("checks"), seal);
        this.events = events;
        files.load().forEach(found -> held.merge(found.uuid(), found, (a, b) -> a.isNewerThan(b.seq()) ? a : b));
    }

    /** The check under this uuid, active or not; empty when there is none or it was deleted. */
    public Optional<Check> find(UUID uuid) {
        return Optional.ofNullable(held.get(uuid)).map(HeldCheck::check);
    }

    /** The checks that are active. */
    public List<Check> active() {
        return held.values().stream()
                .map(HeldCheck::check)
                .filter(Objects::nonNull)
                .filter(Check::getActive)
                .toList();
    }

    /** The highest seq of a check that is not deleted; 0 when there is none. */
    long highestSeq() {
        return held.values().stream()
                .filter(one -> one.check() != null)
                .mapToLong(HeldCheck::seq)
                .max()
                .orElse(0);
    }

    Collection<HeldCheck> all() {
        return List.copyOf(held.values());
    }

    /**
     * Holds this check from now on.
     *
     * @return the seq held now: higher than the check's when the broker knows a newer version, which then stays
     */
    long set(UUID uuid, Check check) throws IOException {
        return change(new HeldCheck(uuid, check.getSeq(), check));
    }

    /** Deletes a check with a tombstone; the result is {@link #set}'s. */
    long delete(UUID uuid, long seq) throws IOException {
        return change(new HeldCheck(uuid, seq, null));
    }

    private long change(HeldCheck wanted) throws IOException {
        changing.lock();
        try {
            @Nullable HeldCheck present = held.get(wanted.uuid());
            if (present != null && present.isNewerThan(wanted.seq())) {
                return present.seq();
            }
            if (!wanted.equals(present)) {
                files.write(wanted);
                held.put(wanted.uuid(), wanted);
                events.publishEvent(new CheckChanged(wanted.uuid()));
            }
            return wanted.seq();
        } finally {
            changing.unlock();
        }
    }
}
