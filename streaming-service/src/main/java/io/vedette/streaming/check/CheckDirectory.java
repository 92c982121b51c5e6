package io.vedette.streaming.check;

import io.vedette.contracts.proto.config.ConfigResource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The checks as the Web DB last announced them. Written by the reader's thread alone, read by all. */
@Component
public final class CheckDirectory {
    private final ConcurrentMap<UUID, Held> held = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile boolean complete;

    /** The check, unless it is unknown or deleted. */
    public Optional<OwnedCheck> find(UUID uuid) {
        return Optional.ofNullable(held.get(uuid)).map(Held::check);
    }

    /** Whether everything announced before the start has been read. */
    public boolean isComplete() {
        return complete;
    }

    /** Rises with each change. */
    public long changes() {
        return changes.get();
    }

    int size() {
        return held.size();
    }

    void apply(UUID uuid, ConfigResource resource) {
        Held now = held.get(uuid);
        if (now != null && !now.isBefore(resource)) {
            return;
        }
        boolean gone = resource.getDeleted() || !resource.hasCheck();
        OwnedCheck check = gone
                ? null
                : new OwnedCheck(
                        uuid, resource.getAccountId(), resource.getCheck().getShards());
        held.put(uuid, new Held(resource.getRestoreGeneration(), resource.getVersion(), check));
        changes.incrementAndGet();
    }

    void complete() {
        complete = true;
    }

    /** A deleted check keeps its place, with its version. */
    private record Held(
            long generation, long version, @Nullable OwnedCheck check) {
        boolean isBefore(ConfigResource resource) {
            int byGeneration = Long.compareUnsigned(generation, resource.getRestoreGeneration());
            return byGeneration != 0 ? byGeneration < 0 : Long.compareUnsigned(version, resource.getVersion()) < 0;
        }
    }
}
