package io.vedette.configmonitor.account;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.etag.Etag;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.service.problem.ProblemException;
import io.vedette.webdb.account.Account;
import io.vedette.webdb.account.Accounts;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.account.AppUsers;
import io.vedette.webdb.contact.ContactGroups;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes the caller's account, the roles of its users among it. An account keeps an admin. */
@Service
@Transactional
class OwnAccount {
    private static final int MOST = 500;
    private static final Set<String> PROFILE = Set.of(
            "address1",
            "address2",
            "cc_email",
            "city",
            "country_code",
            "default_dashboard_type",
            "default_dashboard_uuid",
            "state_prov");

    private final Accounts accounts;
    private final AppUsers users;
    private final ContactGroups groups;

    OwnAccount(Accounts accounts, AppUsers users, ContactGroups groups) {
        this.accounts = accounts;
        this.users = users;
        this.groups = groups;
    }

    AccountView get(Caller caller) {
        return view(find(caller));
    }

    AccountView change(Caller caller, Fields body) {
        Account account = accounts.findToChange(caller.account()).orElseThrow(() -> missing(caller));
        Etag.match(account.version());
        String name = body.text("name", account.name(), MOST);
        String timezone = body.text("timezone", account.timezone(), MOST);
        if (!timezone.isEmpty() && !isZone(timezone)) {
            body.wrong("timezone", "must be a time zone such as America/New_York");
        }
        String description = body.optionalText("description", account.description(), MOST);
        Map<String, String> profile = profile(body, account.profile());
        if (body.node("invites") != null && !body.node("invites").isEmpty()) {
            body.wrong("invites", "nobody is invited by this version");
        }
        List<AppUser> members = users.findByAccountIdOrderById(account.id());
        body.objects("users", member -> changeRole(member, members));
        if (members.stream().noneMatch(OwnAccount::isAdmin)) {
            body.wrong("users", "must keep an Admin");
        }
        body.refuseWrong();
        account.change(name, timezone, description, profile);
        accounts.flush();
        return view(account);
    }

    private static Map<String, String> profile(Fields body, Map<String, String> stored) {
        Map<String, String> profile = new TreeMap<>();
        for (String field : PROFILE) {
            String value = body.optionalText(field, stored.get(field), MOST);
            if (value != null && !value.isEmpty()) {
                profile.put(field, value);
            }
        }
        return profile;
    }

    /** Wrong fields are refused later, and the transaction with them. */
    private static Boolean changeRole(Fields member, List<AppUser> members) {
        String cid = member.text("user", null, MOST);
        Optional<AppUser> user = members.stream()
                .filter(candidate -> Cid.of("user", candidate.id()).equals(cid))
                .findFirst();
        Optional<Role> role = RoleName.role(member.text("role", null, MOST));
        if (user.isEmpty()) {
            member.wrong("user", "no user '" + cid + "' in this account");
        } else if (role.isEmpty()) {
            member.wrong("role", "must be one of Admin, Normal, Read Only");
        } else if (!RoleName.of(user.get().role()).equals(RoleName.of(role.get().word()))) {
            user.get().changeRole(role.get().word());
        }
        return true;
    }

    private AccountView view(Account account) {
        Etag.show(account.version());
        return AccountView.of(
                account, users.findByAccountIdOrderById(account.id()), groups.findByAccountIdOrderById(account.id()));
    }

    private Account find(Caller caller) {
        return accounts.findById(caller.account()).orElseThrow(() -> missing(caller));
    }

    private static ProblemException missing(Caller caller) {
        return Problem.notFound("no account " + Cid.of("account", caller.account()));
    }

    private static boolean isAdmin(AppUser user) {
        return Role.ofWord(user.role()).covers(Role.ADMIN);
    }

    private static boolean isZone(String text) {
        try {
            return !ZoneId.of(text).getId().isEmpty();
        } catch (DateTimeException e) {
            return false;
        }
    }
}
