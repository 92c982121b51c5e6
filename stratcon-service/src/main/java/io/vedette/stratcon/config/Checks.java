package io.vedette.stratcon.config;

import io.vedette.contracts.proto.config.Check;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The checks that are known. Written by one thread, read by any. */
public final class Checks {
    private final Map<UUID, KnownCheck> byUuid = new ConcurrentHashMap<>();
    private final Map<Long, UUID> byId = new ConcurrentHashMap<>();
    private volatile String webDb = "";
    private final AtomicLong highestSeq = new AtomicLong();
    private final CountDownLatch complete = new CountDownLatch(1);

    /** The latest word about a check; empty when there was none. */
    public Optional<KnownCheck> find(UUID uuid) {
        return Optional.ofNullable(byUuid.get(uuid));
    }

    /** A check that stands, by the number in {@code /check/<id>}. */
    public Optional<Check> find(long id) {
        return Optional.ofNullable(byId.get(id))
                .map(byUuid::get)
                .filter(known -> !known.deleted())
                .map(KnownCheck::check);
    }

    /** All of them, deleted ones too. */
    public Collection<KnownCheck> all() {
        return List.copyOf(byUuid.values());
    }

    /** Checks of one type that stand and are active. */
    public List<Check> ofType(String type) {
        return byUuid.values().stream()
                .filter(known -> !known.deleted())
                .map(KnownCheck::check)
                .filter(check ->
                        check != null && check.getActive() && check.getType().equals(type))
                .toList();
    }

    /** Waits until everything that was announced before this process started is known; false when it is not in time. */
    public boolean awaitComplete(long timeout, TimeUnit unit) throws InterruptedException {
        return complete.await(timeout, unit);
    }

    /** The Web DB whose checks these are; empty while there are none. */
    public String webDb() {
        return webDb;
    }

    /** The highest {@link KnownCheck#seq} of all, deleted ones too. */
    public long highestSeq() {
        return highestSeq.get();
    }

    void markComplete() {
        complete.countDown();
    }

    /** Takes in a newer word; empty when it is no newer than what is known. */
    Optional<CheckChanged> update(String speaker, KnownCheck now) {
        @Nullable KnownCheck before = byUuid.get(now.uuid());
        if (before != null && (now.isOlderThan(before) || now.equals(before))) {
            return Optional.empty();
        }
        KnownCheck kept = now;
        if (now.check() == null && before != null) {
            kept = new KnownCheck(now.uuid(), now.generation(), now.version(), now.deleted(), before.check());
        }
        byUuid.put(kept.uuid(), kept);
        if (highestSeq.accumulateAndGet(kept.seq(), Math::max) == kept.seq()) {
            webDb = speaker;
        }
        Check check = kept.check();
        if (check != null) {
            byId.put(check.getId(), kept.uuid());
        }
        return Optional.of(new CheckChanged(before, kept));
    }
}
