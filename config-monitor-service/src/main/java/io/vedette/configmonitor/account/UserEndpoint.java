package io.vedette.configmonitor.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.apiv2.Listing;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.service.etag.Etag;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.account.AppUsers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /v2/user}: the people of the caller's account. Everybody may change themselves, an admin everybody. */
@RestController
@RequestMapping("/v2/user")
@Transactional
class UserEndpoint {
    private static final Map<String, String> ATTRIBUTES =
            Map.of("email", "email", "firstname", "firstName", "lastname", "lastName");
    private static final Set<String> CONTACTS = Set.of("sms", "xmpp", "victorops");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int MOST = 254;

    private final AppUsers users;
    private final Listing listing;

    UserEndpoint(AppUsers users, Listing listing) {
        this.users = users;
        this.listing = listing;
    }

    /** A user as API v2 shows it. */
    record UserView(
            @JsonProperty("_cid") String cid,
            @JsonProperty("contact_info") Map<String, String> contactInfo,
            @JsonProperty("email") String email,
            @JsonProperty("firstname") String firstName,
            @JsonProperty("lastname") String lastName) {

        static UserView of(AppUser user) {
            return new UserView(
                    Cid.of("user", user.id()), user.contactInfo(), user.email(), user.firstName(), user.lastName());
        }
    }

    @GetMapping
    List<UserView> list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
        return listing
                .list(
                        Listing.Shape.ofAccount(AppUser.class, ATTRIBUTES, "email", caller.account()),
                        Page.of(parameters))
                .stream()
                .map(UserView::of)
                .toList();
    }

    @GetMapping("/{id}")
    UserView get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return shown(find(caller, id));
    }

    /** @param id a number, or {@code current} */
    @PutMapping("/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = UserView.class)))
    UserView change(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody @Nullable JsonNode json) {
        AppUser user = toChange(caller, id);
        if (!Cid.of("user", user.id()).equals(caller.user())) {
            caller.needs(Role.ADMIN);
        }
        Fields body = Fields.of(json);
        String email = body.text("email", user.email(), MOST);
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            body.wrong("email", "must be an e-mail address");
        }
        String firstName = body.optionalText("firstname", user.firstName(), MOST);
        String lastName = body.optionalText("lastname", user.lastName(), MOST);
        Map<String, String> contacts = contacts(body, user.contactInfo());
        body.refuseWrong();
        user.change(email, firstName == null ? "" : firstName, lastName == null ? "" : lastName, contacts);
        try {
            users.flush();
        } catch (DataIntegrityViolationException e) {
            // Whose it is, this account does not learn.
            throw Problem.conflict("email: another user has this address");
        }
        return shown(user);
    }

    private static UserView shown(AppUser user) {
        Etag.show(user.version());
        return UserView.of(user);
    }

    private static Map<String, String> contacts(Fields body, Map<String, String> stored) {
        Fields given = body.object("contact_info");
        if (given == null) {
            return stored;
        }
        Map<String, String> contacts = new TreeMap<>();
        for (String way : CONTACTS) {
            String value = given.optionalText(way, null, MOST);
            if (value != null && !value.isEmpty()) {
                contacts.put(way, value);
            }
        }
        return contacts;
    }

    private AppUser toChange(Caller caller, String id) {
        String cid = cid(caller, id);
        AppUser user = found(cid, number -> users.findToChange(number, caller.account()));
        Etag.match(user.version());
        return user;
    }

    private AppUser find(Caller caller, String id) {
        return found(cid(caller, id), number -> users.findByIdAndAccountId(number, caller.account()));
    }

    private static String cid(Caller caller, String id) {
        return id.equals("current") ? caller.user() : "/user/" + id;
    }

    private static AppUser found(String cid, LongFunction<Optional<AppUser>> finder) {
        return Cid.number("user", cid).stream()
                .mapToObj(finder)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("no user " + cid));
    }
}
