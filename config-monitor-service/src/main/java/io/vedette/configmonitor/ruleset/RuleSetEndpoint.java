package io.vedette.configmonitor.ruleset;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Etag;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.apiv2.Listing;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.contact.ContactGroups;
import io.vedette.webdb.ruleset.RuleSet;
import io.vedette.webdb.ruleset.RuleSetTerms;
import io.vedette.webdb.ruleset.RuleSets;
import java.util.List;
import java.util.Map;
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
            "name",
            "terms.name",
            "metric_name",
            "terms.metricName",
            "metric_type",
            "terms.metricType",
            "check",
            "checkId");

    private final RuleSets ruleSets;
    private final CheckTargets targets;
    private final ContactGroups groups;
    private final Listing listing;

    RuleSetEndpoint(RuleSets ruleSets, CheckTargets targets, ContactGroups groups, Listing listing) {
        this.ruleSets = ruleSets;
        this.targets = targets;
        this.groups = groups;
        this.listing = listing;
    }

    @GetMapping
    List<RuleSetView> list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
        List<RuleSet> found = listing.list(
                Listing.Shape.ofAccount(RuleSet.class, ATTRIBUTES, "name", caller.account()), Page.of(parameters));
        Map<Long, String> hosts =
                targets.of(found.stream().map(RuleSet::checkId).toList());
        return found.stream()
                .map(ruleSet -> RuleSetView.of(ruleSet, requireNonNull(hosts.get(ruleSet.checkId()))))
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
        OptionalLong check = check(caller, body, null);
        RuleSetTerms terms = RuleSetReader.read(body, null, id -> hasGroup(caller, id));
        body.refuseWrong();
        return view(ruleSets.saveAndFlush(new RuleSet(caller.account(), check.orElseThrow(), terms)));
    }

    @PutMapping("/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = RuleSetView.class)))
    RuleSetView change(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.EDITOR);
        Fields body = Fields.of(json);
        RuleSet ruleSet = toChange(caller, id);
        OptionalLong check = check(caller, body, Cid.of("check", ruleSet.checkId()));
        RuleSetTerms terms = RuleSetReader.read(body, ruleSet.terms(), group -> hasGroup(caller, group));
        body.refuseWrong();
        ruleSet.change(check.orElseThrow(), terms);
        ruleSets.flush();
        return view(ruleSet);
    }

    @DeleteMapping("/{id}")
    Map<String, Object> delete(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        caller.needs(Role.EDITOR);
        ruleSets.delete(toChange(caller, id));
        return Map.of();
    }

    private OptionalLong check(Caller caller, Fields body, @Nullable String stored) {
        String cid = body.text("check", stored, 100);
        OptionalLong check = Cid.number("check", cid);
        if (!cid.isEmpty() && (check.isEmpty() || !targets.isOf(caller.account(), check.getAsLong()))) {
            body.wrong("check", "no check '" + cid + "'");
        }
        return check;
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
        return RuleSetView.of(
                ruleSet, requireNonNull(targets.of(List.of(ruleSet.checkId())).get(ruleSet.checkId())));
    }

    private static RuleSet found(long id, Optional<RuleSet> ruleSet) {
        return ruleSet.orElseThrow(() -> Problem.notFound("no rule set " + Cid.of("rule_set", id)));
    }
}
