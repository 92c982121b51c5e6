package io.vedette.configmonitor.ruleset;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.apiv2.Listing;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.configmonitor.ruleset.CheckTargets.CheckTarget;
import io.vedette.service.etag.Etag;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.contact.ContactGroups;
import io.vedette.webdb.ruleset.RuleSet;
import io.vedette.webdb.ruleset.RuleSetScope;
import io.vedette.webdb.ruleset.RuleSetTerms;
import io.vedette.webdb.ruleset.RuleSets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /v2/rule_set}. */
@RestController
@RequestMapping("/v2/rule_set")
@Transactional
class RuleSetEndpoint {
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "name", "terms.name",
            "metric_name", "terms.metricName",
            "metric_pattern", "scope.metricPattern",
            "metric_type", "terms.metricType",
            "check", "checkId",
            "parent", "scope.parentId",
            "lookup_key", "scope.lookupKey",
            "notes", "terms.notes",
            "link", "terms.link");

    private final RuleSets ruleSets;
    private final CheckTargets targets;
    private final ContactGroups groups;
    private final Memberships memberships;
    private final Listing listing;

    RuleSetEndpoint(
            RuleSets ruleSets, CheckTargets targets, ContactGroups groups, Memberships memberships, Listing listing) {
        this.ruleSets = ruleSets;
        this.targets = targets;
        this.groups = groups;
        this.memberships = memberships;
        this.listing = listing;
    }

    @GetMapping
    List<RuleSetView> list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
        List<RuleSet> found = listing.list(
                Listing.Shape.ofAccount(RuleSet.class, ATTRIBUTES, "name", caller.account()), Page.of(parameters));
        Map<Long, CheckTarget> theirs = targets.of(
                found.stream().map(RuleSet::checkId).filter(Objects::nonNull).toList());
        return found.stream()
                .map(ruleSet -> RuleSetView.of(ruleSet, theirs.get(ruleSet.checkId())))
                .toList();
    }

    @GetMapping("/{id}")
    RuleSetView get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return view(found(id, ruleSets.findByIdAndAccountId(id, caller.account())));
    }

    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = RuleSetView.class)))
    RuleSetView create(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.EDITOR);
        Fields body = Fields.of(json);
        RuleSet ruleSet = new RuleSet(caller.account(), null, RuleSetReader.BLANK);
        read(caller, body, ruleSet, true);
        return view(ruleSets.saveAndFlush(ruleSet));
    }

    @PutMapping("/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = RuleSetView.class)))
    RuleSetView change(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.EDITOR);
        Fields body = Fields.of(json);
        RuleSet ruleSet = toChange(caller, id);
        read(caller, body, ruleSet, false);
        ruleSets.flush();
        return view(ruleSet);
    }

    @DeleteMapping("/{id}")
    Map<String, Object> delete(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        caller.needs(Role.EDITOR);
        RuleSet ruleSet = toChange(caller, id);
        List<Long> groupsOfIt = memberships.of(caller.account(), List.of(id));
        if (!groupsOfIt.isEmpty()) {
            throw Problem.conflict("still judged by "
                    + String.join(
                            ", ",
                            groupsOfIt.stream()
                                    .map(group -> Cid.of("rule_set_group", group))
                                    .toList()));
        }
        ruleSets.delete(ruleSet);
        return Map.of();
    }

    private void read(Caller caller, Fields body, RuleSet ruleSet, boolean isNew) {
        Long check = check(caller, body, isNew ? null : Cid.of("check", requireNonNullElse(ruleSet.checkId(), 0L)));
        RuleSetScope scope = ScopeReader.read(
                body, ruleSet.scope(), parent -> parent != ruleSet.id() && mayBeParent(caller, parent));
        RuleSetTerms terms = RuleSetReader.read(
                body, isNew ? null : ruleSet.terms(), scope.metricPattern() != null, group -> hasGroup(caller, group));
        body.refuseWrong();
        ruleSet.change(check, terms, scope);
    }

    /** Null for {@code /check/0}, which is all checks: then a filter says which streams. */
    private @Nullable Long check(Caller caller, Fields body, @Nullable String stored) {
        String cid = body.text("check", stored, 100);
        OptionalLong check = Cid.number("check", cid);
        if (check.isPresent() && check.getAsLong() == 0) {
            if (!cid.equals(stored) && body.node("filter") == null) {
                body.wrong("filter", "is missing; a rule set for all checks needs one");
            }
            return null;
        }
        if (!cid.isEmpty() && (check.isEmpty() || !targets.isOf(caller.account(), check.getAsLong()))) {
            body.wrong("check", "no check '" + cid + "'");
        }
        return check.isPresent() ? check.getAsLong() : null;
    }

    private boolean mayBeParent(Caller caller, long id) {
        return ruleSets.findByIdAndAccountId(id, caller.account()).stream()
                .flatMap(parent -> parent.terms().rules().stream())
                .anyMatch(rule -> rule.severity() == 1);
    }

    private boolean hasGroup(Caller caller, long id) {
        return groups.findByIdAndAccountId(id, caller.account()).isPresent();
    }

    private RuleSet toChange(Caller caller, long id) {
        RuleSet ruleSet = found(id, ruleSets.findToChange(id, caller.account()));
        Etag.match(ruleSet.version());
        return ruleSet;
    }

    private RuleSetView view(RuleSet ruleSet) {
        Etag.show(ruleSet.version());
        List<String> notJudged = NotJudged.in(ruleSet);
        if (!notJudged.isEmpty()) {
            Etag.header(NotJudged.HEADER, String.join(", ", notJudged));
        }
        Long check = ruleSet.checkId();
        return RuleSetView.of(
                ruleSet, check == null ? null : targets.of(List.of(check)).get(check));
    }

    private static RuleSet found(long id, Optional<RuleSet> ruleSet) {
        return ruleSet.orElseThrow(() -> Problem.notFound("no rule set " + Cid.of("rule_set", id)));
    }
}
