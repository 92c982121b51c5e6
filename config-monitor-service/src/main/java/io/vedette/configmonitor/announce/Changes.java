package io.vedette.configmonitor.announce;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.vedette.configmonitor.announce.WebDbIdentity.Identity;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads from the outbox what changed and from the tables what it is now, in one snapshot: a resource that is not there was deleted, and its last change
 * in the outbox carries the tombstone's version. A row that cannot be told is set aside with its reason; it hinders no other.
 */
@Component
class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final int MOST = 1000;

    private final Outbox outbox;
    private final WebDbIdentity identity;
    private final AnnounceMetrics metrics;
    private final JdbcClient db;
    private final TransactionTemplate snapshot;
    private final Map<ConfigKey.Kind, ResourceSource> sources = new EnumMap<>(ConfigKey.Kind.class);

    Changes(
            Outbox outbox,
            WebDbIdentity identity,
            List<ResourceSource> sources,
            AnnounceMetrics metrics,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.db = db;
        this.outbox = outbox;
        this.identity = identity;
        this.metrics = metrics;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        sources.forEach(source -> this.sources.put(source.kind(), source));
    }

    /** What is to be announced next; at most some hundreds. */
    List<Announcement> next() {
        try {
            return requireNonNull(snapshot.execute(status -> tell(outbox.oldest(MOST))));
        } catch (RuntimeException e) {
            // One row may spoil the whole; find it by telling each alone.
            return oneByOne();
        }
    }

    private List<Announcement> oneByOne() {
        List<Announcement> told = new ArrayList<>();
        for (List<Change> ofOne : byKey(outbox.oldest(MOST)).values()) {
            try {
                told.addAll(requireNonNull(snapshot.execute(status -> tell(ofOne))));
            } catch (TransientDataAccessException
                    | DataAccessResourceFailureException
                    | CannotCreateTransactionException e) {
                throw e;
            } catch (RuntimeException e) {
                ConfigKey key = ofOne.getFirst().key();
                outbox.refuse(ofOne.stream().map(Change::seq).toList(), String.valueOf(e.getMessage()));
                metrics.refused();
                LOG.atError().setCause(e).addKeyValue("resource", key).log("a resource cannot be announced; set aside");
            }
        }
        return told;
    }

    private List<Announcement> tell(List<Change> changes) {
        Map<ConfigKey, List<Change>> byKey = byKey(changes);
        if (byKey.isEmpty()) {
            return List.of();
        }
        Identity speaker = identity.read();
        Map<ConfigKey, ConfigResource.Builder> living = new LinkedHashMap<>();
        byKey.keySet().stream()
                .collect(groupingBy(ConfigKey::kind))
                .forEach((kind, keys) -> source(kind)
                        .read(keys.stream().map(ConfigKey::id).toList())
                        .forEach((id, resource) -> living.put(new ConfigKey(kind, id), resource)));
        return byKey.entrySet().stream()
                .map(entry -> announcement(entry.getKey(), entry.getValue(), living.get(entry.getKey()), speaker))
                .toList();
    }

    private static Announcement announcement(
            ConfigKey key, List<Change> changes, ConfigResource.@Nullable Builder living, Identity speaker) {
        ConfigResource.Builder resource = living == null ? tombstone(changes.getLast()) : living;
        return new Announcement(
                key,
                resource.setWebdbId(speaker.id())
                        .setRestoreGeneration(speaker.generation())
                        .build(),
                changes.stream().map(Change::seq).toList());
    }

    private static ConfigResource.Builder tombstone(Change last) {
        return ConfigResource.newBuilder()
                .setDeleted(true)
                .setVersion(last.version())
                .setAccountId(last.accountId());
    }

    private ResourceSource source(ConfigKey.Kind kind) {
        return requireNonNull(sources.get(kind));
    }

    private static Map<ConfigKey, List<Change>> byKey(List<Change> changes) {
        return changes.stream().collect(groupingBy(Change::key, LinkedHashMap::new, toList()));
    }

    /** Every resource there is, with its version. */
    Map<String, Long> living() {
        Map<String, Long> living = new HashMap<>();
        snapshot.executeWithoutResult(status -> sources.values().forEach(source -> {
            ResourceSource.Table table = source.table();
            db.sql("select " + table.key() + "::text as id, version from " + table.name())
                    .query(row -> {
                        living.put(
                                new ConfigKey(source.kind(), row.getString("id")).toString(), row.getLong("version"));
                    });
        }));
        return living;
    }
}
