package io.vedette.stratcon.config;

import io.vedette.contracts.proto.config.Account;
import io.vedette.contracts.proto.config.ConfigResource;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts that are known. Written by one thread, read by any. */
public final class Accounts {
    private static final Comparator<ConfigResource> BY_AGE = Comparator.comparingLong(
                    ConfigResource::getRestoreGeneration)
            .thenComparingLong(ConfigResource::getVersion);

    private final Map<Long, ConfigResource> byId = new ConcurrentHashMap<>();

    /** The latest word about an account that stands. */
    public Optional<Account> find(long id) {
        return Optional.ofNullable(byId.get(id))
                .filter(ConfigResource::hasAccount)
                .map(ConfigResource::getAccount);
    }

    /** Where its days begin; UTC for one that is not known. */
    public ZoneId zone(long id) {
        try {
            return find(id).map(Account::getTimezone)
                    .filter(name -> !name.isEmpty())
                    .map(ZoneId::of)
                    .orElse(ZoneOffset.UTC);
        } catch (DateTimeException unknownHere) {
            return ZoneOffset.UTC;
        }
    }

    void update(long id, ConfigResource now) {
        byId.merge(id, now, (before, fresh) -> BY_AGE.compare(fresh, before) < 0 ? before : fresh);
    }
}
