package io.vedette.configmonitor.audit;

import io.vedette.service.etag.Etag;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes resources again what they were. That is a change like any other: it has a new version, is announced, and stands in the audit. A resource that was
 * changed since by somebody else is not overwritten with its change set.
 */
@Service
@Transactional
class Rollback {
    /** What is had back, and who may. What is not here holds credentials or the field's machines. */
    private static final Map<String, Role> KINDS = Map.ofEntries(
            Map.entry("check_bundle", Role.EDITOR),
            Map.entry("check", Role.EDITOR),
            Map.entry("rule_set", Role.EDITOR),
            Map.entry("rule_set_group", Role.EDITOR),
            Map.entry("annotation", Role.EDITOR),
            Map.entry("graph", Role.EDITOR),
            Map.entry("dashboard", Role.EDITOR),
            Map.entry("worksheet", Role.EDITOR),
            Map.entry("maintenance", Role.EDITOR),
            Map.entry("contact_group", Role.ADMIN),
            Map.entry("account", Role.ADMIN));

    private final AuditLog log;
    private final JdbcClient db;

    Rollback(AuditLog log, JdbcClient db) {
        this.log = log;
        this.db = db;
    }

    static boolean isKnown(String kind) {
        return KINDS.containsKey(kind);
    }

    /** Whether a change is of a kind, and for a role, that could be rolled back. */
    static boolean mayBeSeen(Entry entry, Caller caller) {
        Role role = KINDS.get(entry.kind());
        return role != null && caller.role().covers(role);
    }

    /** Tells the caller which version is in force, if the resource is there. */
    void showVersion(String kind, String resource) {
        versionNow(kind, resource, "").ifPresent(Etag::show);
    }

    private Optional<Long> versionNow(String kind, String resource, String lock) {
        return resource.matches("[0-9]{1,18}")
                ? db.sql("select version from " + (kind.equals("check") ? "bundle_check" : kind) + " where id = ?"
                                + lock)
                        .param(Long.valueOf(resource))
                        .query(Long.class)
                        .optional()
                : Optional.empty();
    }

    /** The resource as it was at that version, also when it was deleted since. */
    Entry toVersion(Caller caller, String kind, String resource, long version) {
        Entry entry = log.version(kind, resource, version)
                .orElseThrow(() -> Problem.notFound("no version " + version + " of /" + kind + "/" + resource));
        need(caller, kind);
        versionNow(kind, resource, " for update").ifPresent(Etag::match);
        restore(entry, "after");
        showVersion(kind, resource);
        return log.entries(new AuditLog.Wanted(kind, resource, null, Long.MAX_VALUE, 1))
                .getFirst();
    }

    /** All that one transaction changed, as it was before. */
    List<Entry> changeSet(Caller caller, long changeSet) {
        List<Entry> entries = log.changeSet(changeSet);
        if (entries.isEmpty()) {
            throw Problem.notFound("no change set " + changeSet);
        }
        for (Entry entry : entries) {
            need(caller, entry.kind());
            versionNow(entry.kind(), entry.resource(), " for update");
        }
        log.latestOf(changeSet).ifPresent(Etag::match);
        for (Entry entry : entries) {
            if (log.isOutdated(entry)) {
                throw Problem.conflict("/" + entry.kind() + "/" + entry.resource() + " was changed since");
            }
        }
        Map<String, Entry> first = new LinkedHashMap<>();
        entries.forEach(entry -> first.putIfAbsent(entry.kind() + "/" + entry.resource(), entry));
        first.values().stream()
                .sorted(Comparator.comparingInt(Rollback::order))
                .forEach(entry -> restore(entry, "before"));
        return List.copyOf(first.values());
    }

    /** What others refer to comes back first and goes last. */
    private static int order(Entry entry) {
        int depth = List.of("account", "contact_group", "check_bundle", "check", "rule_set", "rule_set_group")
                .indexOf(entry.kind());
        return entry.operation().equals("create") ? -depth : depth;
    }

    private static void need(Caller caller, String kind) {
        Role role = KINDS.get(kind);
        if (role == null) {
            throw Problem.invalid("kind", "a " + kind + " is not rolled back");
        }
        caller.needs(role);
    }

    private void restore(Entry entry, String state) {
        try {
            db.sql("select restore(kind, resource_id, " + state + ") from audit where id = ?")
                    .param(entry.id())
                    .query(rows -> {});
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict(
                    "/" + entry.kind() + "/" + entry.resource() + " refers to what is not there any more");
        }
    }
}
