package io.vedette.configmonitor.account;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.service.identity.Role;
import io.vedette.webdb.account.Account;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.contact.ContactGroup;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account as API v2 shows it; address and the like ride in {@code profile}, as fields of their own in JSON. */
record AccountView(
        @JsonProperty("_cid") String cid,
        @JsonProperty("_account_uuid") String accountUuid,
        @JsonProperty("_contact_groups") List<String> contactGroups,
        @JsonProperty("_created_on") long createdOn,

        @JsonProperty("_owner") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String owner,

        @JsonProperty("_usage") List<Object> usage,

        @JsonProperty("description") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String description,

        @JsonProperty("invites") List<Object> invites,
        @JsonProperty("name") String name,
        @JsonProperty("timezone") String timezone,
        @JsonProperty("users") List<Member> users,
        @JsonAnyGetter Map<String, String> profile) {

    /** A user and the role, by API v2's name of it. */
    record Member(String user, String role) {}

    static AccountView of(Account account, List<AppUser> users, List<ContactGroup> groups) {
        return new AccountView(
                Cid.of("account", account.id()),
                account.uuid().toString(),
                groups.stream()
                        .map(group -> Cid.of("contact_group", group.id()))
                        .toList(),
                account.createdAt().getEpochSecond(),
                users.stream()
                        .filter(user -> Role.ofWord(user.role()).covers(Role.ADMIN))
                        .findFirst()
                        .map(user -> Cid.of("user", user.id()))
                        .orElse(null),
                List.of(),
                account.description(),
                List.of(),
                account.name(),
                account.timezone(),
                users.stream()
                        .map(user -> new Member(Cid.of("user", user.id()), RoleName.of(user.role())))
                        .toList(),
                account.profile());
    }
}
