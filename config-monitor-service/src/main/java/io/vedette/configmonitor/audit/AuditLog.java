package io.vedette.configmonitor.audit;

import io.vedette.contracts.seal.CheckSecrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the audit; row security shows each account its own. */
@Component
@Transactional(readOnly = true)
class AuditLog {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MASK = "********";
    private static final String COLUMNS =
            "select id, at, change_set, actor, origin, kind, resource_id, operation, before::text as before, after::text as after from audit ";

    private final JdbcClient db;

    AuditLog(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param kind null for all
     * @param resource null for all
     * @param actor null for all
     * @param below entries with a lower number only
     */
    record Wanted(
            @Nullable String kind,
            @Nullable String resource,
            @Nullable String actor,
            long below,
            int size) {}

    /** Newest first. */
    List<Entry> entries(Wanted wanted) {
        return db.sql(COLUMNS + """
                        where id < :below and (:kind::text is null or kind = :kind)
                            and (:resource::text is null or resource_id = :resource) and (:actor::text is null or actor = :actor)
                        order by id desc limit :size""")
                .param("below", wanted.below())
                .param("kind", wanted.kind())
                .param("resource", wanted.resource())
                .param("actor", wanted.actor())
                .param("size", wanted.size())
                .query(AuditLog::entry)
                .list();
    }

    Optional<Entry> version(String kind, String resource, long version) {
        return db.sql(
                        COLUMNS
                                + "where kind = ? and resource_id = ? and (after ->> 'version')::bigint = ? order by id desc limit 1")
                .params(kind, resource, version)
                .query(AuditLog::entry)
                .optional();
    }

    /** In the order of the changes. */
    List<Entry> changeSet(long changeSet) {
        return db.sql(COLUMNS + "where change_set = ? order by id")
                .param(changeSet)
                .query(AuditLog::entry)
                .list();
    }

    /** The number of the latest change of any resource that a change set changed: it has that of its own as long as nothing was changed since. */
    Optional<Long> latestOf(long changeSet) {
        return db.sql("""
                        select max(later.id) from audit later join (
                            select distinct account_id, kind, resource_id from audit where change_set = ?
                        ) changed using (account_id, kind, resource_id)""").param(changeSet).query(Long.class).optional();
    }

    /** Whether the resource was changed after that entry. */
    boolean isOutdated(Entry entry) {
        return db.sql(
                        "select exists (select from audit where kind = ? and resource_id = ? and id > ? and change_set <> ?)")
                .params(entry.kind(), entry.resource(), entry.id(), entry.changeSet())
                .query(Boolean.class)
                .single();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        JsonNode before = state(row.getString("before"));
        JsonNode after = state(row.getString("after"));
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getLong("change_set"),
                row.getString("actor"),
                row.getString("origin"),
                row.getString("kind"),
                row.getString("resource_id"),
                row.getString("operation"),
                after == null ? null : after.path("version").asLong(),
                Entry.changed(before, after),
                masked(before),
                masked(after));
    }

    private static @Nullable JsonNode state(@Nullable String json) {
        return json == null ? null : JSON.readTree(json);
    }

    /** Secrets of checks are settings of known names; those of contacts stand in what is not shown at all. */
    private static @Nullable JsonNode masked(@Nullable JsonNode state) {
        if (state != null && state.get("config") instanceof ObjectNode config) {
            config.propertyNames().stream()
                    .filter(CheckSecrets::isSecret)
                    .toList()
                    .forEach(name -> config.put(name, MASK));
        }
        if (state != null && state.get("contacts") instanceof ObjectNode contacts && contacts.has("external")) {
            contacts.put("external", MASK);
        }
        return state;
    }
}
