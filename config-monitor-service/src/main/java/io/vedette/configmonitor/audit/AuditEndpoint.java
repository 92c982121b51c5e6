package io.vedette.configmonitor.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.audit.AuditLog.Wanted;
import io.vedette.configmonitor.audit.Differences.Difference;
import io.vedette.service.etag.Etag;
import io.vedette.service.etag.IfMatch;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/audit}, {@code /api/versions/{kind}/{id}} and {@code /api/change-sets/{id}}: what was changed, and the way back. */
@RestController
class AuditEndpoint {
    private static final int MOST = 1000;

    private final AuditLog log;
    private final Rollback rollback;

    AuditEndpoint(AuditLog log, Rollback rollback) {
        this.log = log;
        this.rollback = rollback;
    }

    @GetMapping("/api/audit")
    @Operation(summary = "Changes of the account's resources, newest first; who, when, from where, before and after")
    List<Entry> audit(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable Long below,
            @RequestParam(defaultValue = "100") int size) {
        caller.needs(Role.ADMIN);
        return log.entries(new Wanted(kind, id, actor, below == null ? Long.MAX_VALUE : below, bounded(size)));
    }

    @GetMapping("/api/versions/{kind}/{id}")
    @Operation(summary = "Versions of a resource, newest first")
    List<Entry> versions(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(defaultValue = "100") int size) {
        caller.needs(Role.EDITOR);
        List<Entry> versions = Rollback.isKnown(kind)
                ? log.entries(new Wanted(kind, id, null, Long.MAX_VALUE, bounded(size)))
                : List.of();
        if (versions.isEmpty()) {
            throw missing(kind, id);
        }
        rollback.showVersion(kind, id);
        return versions;
    }

    @GetMapping("/api/versions/{kind}/{id}/diff")
    @Operation(summary = "What differs between two versions of a resource")
    List<Difference> diff(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam long from,
            @RequestParam long to) {
        caller.needs(Role.EDITOR);
        return Differences.between(state(kind, id, from), state(kind, id, to));
    }

    /** What one transaction changed. */
    record ChangeSet(List<Entry> entries) {}

    @GetMapping("/api/change-sets/{id}")
    @Operation(summary = "What one transaction changed, in its order; the entity tag is that of all it changed")
    ChangeSet changeSet(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        caller.needs(Role.EDITOR);
        List<Entry> entries = log.changeSet(id).stream()
                .filter(entry -> Rollback.mayBeSeen(entry, caller))
                .toList();
        if (entries.isEmpty()) {
            throw Problem.notFound("no change set " + id);
        }
        log.latestOf(id).ifPresent(Etag::show);
        return new ChangeSet(entries);
    }

    /** What was done. */
    record RolledBack(List<Entry> entries) {}

    @IfMatch
    @PostMapping("/api/versions/{kind}/{id}/rollback")
    @Operation(summary = "Makes a resource what it was at a version: {\"version\": n}")
    Entry rollback(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.EDITOR);
        if (!Rollback.isKnown(kind)) {
            throw missing(kind, id);
        }
        if (log.entries(new Wanted(kind, id, null, Long.MAX_VALUE, 1)).isEmpty()) {
            throw missing(kind, id);
        }
        Fields body = Fields.of(json);
        JsonNode version = body.node("version");
        if (version == null || !version.isIntegralNumber()) {
            body.wrong("version", "must be the number of a version");
        }
        body.refuseWrong();
        return rollback.toVersion(
                caller, kind, id, java.util.Objects.requireNonNull(version).asLong());
    }

    @IfMatch
    @PostMapping("/api/change-sets/{id}/rollback")
    @Operation(
            summary =
                    "Makes all that one transaction changed what it was before; 409 when some of it was changed since")
    RolledBack rollbackAll(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        caller.needs(Role.EDITOR);
        return new RolledBack(rollback.changeSet(caller, id));
    }

    private JsonNode state(String kind, String id, long version) {
        JsonNode state = Rollback.isKnown(kind)
                ? log.version(kind, id, version).map(Entry::after).orElse(null)
                : null;
        if (state == null) {
            throw Problem.notFound("no version " + version + " of /" + kind + "/" + id);
        }
        return state;
    }

    private static int bounded(int size) {
        if (size < 1 || size > MOST) {
            throw Problem.invalid("size", "must be a whole number from 1 to " + MOST);
        }
        return size;
    }

    private static io.vedette.service.problem.ProblemException missing(String kind, String id) {
        return Problem.notFound("no /" + kind + "/" + id);
    }
}
