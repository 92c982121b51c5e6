package io.vedette.configmonitor.contact;

import static java.util.stream.Collectors.toMap;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.apiv2.Listing;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.configmonitor.ruleset.Memberships;
import io.vedette.service.etag.Etag;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.account.AppUsers;
import io.vedette.webdb.contact.ContactGroup;
import io.vedette.webdb.contact.ContactGroupTerms;
import io.vedette.webdb.contact.ContactGroups;
import io.vedette.webdb.ruleset.RuleSets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
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

/** {@code /v2/contact_group}. */
@RestController
@RequestMapping("/v2/contact_group")
@Transactional
class ContactGroupEndpoint {
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "name",
            "terms.name",
            "group_type",
            "terms.groupType",
            "tags",
            "terms.tags",
            "_last_modified",
            "modifiedAt");

    private final ContactGroups groups;
    private final AppUsers users;
    private final RuleSets ruleSets;
    private final Memberships memberships;
    private final Listing listing;

    ContactGroupEndpoint(
            ContactGroups groups, AppUsers users, RuleSets ruleSets, Memberships memberships, Listing listing) {
        this.groups = groups;
        this.users = users;
        this.ruleSets = ruleSets;
        this.memberships = memberships;
        this.listing = listing;
    }

    @GetMapping
    List<ContactGroupView> list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
        Map<Long, String> emails = emails(caller);
        return listing
                .list(
                        Listing.Shape.ofAccount(ContactGroup.class, ATTRIBUTES, "name", caller.account()),
                        Page.of(parameters))
                .stream()
                .map(group -> ContactGroupView.of(group, emails, isAdmin(caller)))
                .toList();
    }

    @GetMapping("/{id}")
    ContactGroupView get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return shown(caller, found(id, groups.findByIdAndAccountId(id, caller.account())));
    }

    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ContactGroupView.class)))
    ContactGroupView create(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.ADMIN);
        ContactGroupTerms terms = read(caller, Fields.of(json), null);
        ContactGroup group = groups.saveAndFlush(new ContactGroup(caller.account(), terms, userOf(caller)));
        return shown(caller, group);
    }

    @PutMapping("/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ContactGroupView.class)))
    ContactGroupView change(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Nullable JsonNode json) {
        caller.needs(Role.ADMIN);
        ContactGroup group = toChange(caller, id);
        group.change(read(caller, Fields.of(json), group.terms()), userOf(caller));
        groups.flush();
        return shown(caller, group);
    }

    @DeleteMapping("/{id}")
    Map<String, Object> delete(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        caller.needs(Role.ADMIN);
        ContactGroup group = toChange(caller, id);
        List<String> reaching = Stream.concat(
                        ruleSets.findReaching(caller.account(), id).stream().map(each -> Cid.of("rule_set", each)),
                        memberships.reaching(caller.account(), id).stream().map(each -> Cid.of("rule_set_group", each)))
                .toList();
        if (!reaching.isEmpty()) {
            throw Problem.conflict("still reached by " + String.join(", ", reaching));
        }
        groups.delete(group);
        return Map.of();
    }

    private ContactGroupTerms read(Caller caller, Fields body, @Nullable ContactGroupTerms stored) {
        ContactGroupTerms terms = ContactGroupReader.read(
                body,
                stored,
                user -> users.findByIdAndAccountId(user, caller.account()).isPresent(),
                group -> groups.findByIdAndAccountId(group, caller.account()).isPresent());
        body.refuseWrong();
        return terms;
    }

    private ContactGroup toChange(Caller caller, long id) {
        ContactGroup group = found(id, groups.findToChange(id, caller.account()));
        Etag.match(group.version());
        return group;
    }

    private ContactGroupView shown(Caller caller, ContactGroup group) {
        Etag.show(group.version());
        return ContactGroupView.of(group, emails(caller), isAdmin(caller));
    }

    private static boolean isAdmin(Caller caller) {
        return caller.role().covers(Role.ADMIN);
    }

    private Map<Long, String> emails(Caller caller) {
        return users.findByAccountIdOrderById(caller.account()).stream().collect(toMap(AppUser::id, AppUser::email));
    }

    private static @Nullable Long userOf(Caller caller) {
        OptionalLong user = Cid.number("user", caller.user());
        return user.isPresent() ? user.getAsLong() : null;
    }

    private static ContactGroup found(long id, Optional<ContactGroup> group) {
        return group.orElseThrow(() -> Problem.notFound("no contact group " + Cid.of("contact_group", id)));
    }
}
