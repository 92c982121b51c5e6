package io.vedette.configmonitor.seed;

import io.vedette.configmonitor.identity.Passwords;
import io.vedette.webdb.account.Account;
import io.vedette.webdb.account.Accounts;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.account.AppUsers;
import io.vedette.webdb.contact.ContactGroup;
import io.vedette.webdb.contact.ContactGroupTerms;
import io.vedette.webdb.contact.ContactGroupTerms.Contacts;
import io.vedette.webdb.contact.ContactGroupTerms.UserContact;
import io.vedette.webdb.contact.ContactGroups;
import io.vedette.webdb.scope.Scope;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the first account, its admin and the contact group "Admin", before the door opens. The admin changes the given password at the first sign-in. */
@Component
@EnableConfigurationProperties(SeedSettings.class)
class FirstAccount implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);

    private final SeedSettings settings;
    private final Seeded seeded;
    private final Accounts accounts;
    private final AppUsers users;
    private final ContactGroups groups;
    private final Passwords passwords;
    private final TransactionTemplate transaction;

    FirstAccount(
            SeedSettings settings,
            Seeded seeded,
            Accounts accounts,
            AppUsers users,
            ContactGroups groups,
            Passwords passwords,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.seeded = seeded;
        this.accounts = accounts;
        this.users = users;
        this.groups = groups;
        this.passwords = passwords;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        Scope.across("first account").run(this::seed);
    }

    private void seed() {
        String email = settings.adminEmail();
        String password = settings.adminPassword();
        if (email != null && password != null) {
            transaction.executeWithoutResult(status -> seed(email, password));
        } else if (accounts.count() == 0) {
            LOG.warn(
                    "there is no account: set VEDETTE_BOOTSTRAP_ADMIN_EMAIL and VEDETTE_BOOTSTRAP_ADMIN_PASSWORD and start again");
        }
    }

    private void seed(String email, String password) {
        seeded.alone();
        if (!seeded.isDue("account")) {
            return;
        }
        Account account = accounts.saveAndFlush(new Account("Vedette", "UTC"));
        AppUser admin = new AppUser(account.id(), email, "admin");
        admin.givePassword(passwords.hash(password), true);
        AppUser saved = users.saveAndFlush(admin);
        groups.saveAndFlush(new ContactGroup(account.id(), reaching(saved), null));
        LOG.atInfo().addKeyValue("admin", email).log("the first account is made");
    }

    private static ContactGroupTerms reaching(AppUser admin) {
        return new ContactGroupTerms(
                "Admin",
                "normal",
                300,
                true,
                Map.of(),
                new Contacts(List.of(new UserContact(admin.id(), "email")), List.of()),
                null,
                Collections.nCopies(5, 0),
                List.of());
    }
}
