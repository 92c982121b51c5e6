package io.vedette.configmonitor.seed;

import io.vedette.webdb.broker.Broker;
import io.vedette.webdb.check.Check;
import io.vedette.webdb.contact.ContactGroup;
import io.vedette.webdb.contact.ContactGroups;
import io.vedette.webdb.ruleset.RuleSet;
import io.vedette.webdb.ruleset.RuleSetTerms;
import io.vedette.webdb.ruleset.RuleSets;
import io.vedette.webdb.ruleset.RuleTerms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The shipped rules: a broker cut off, a broker that lags, whose clock is off or that would lose many of its checks, a disk that fills, a journal or a store that will have filled its own. All reach the contact group that came with the account. */
@Component
class ShippedRules {
    private static final int LAG_S = 60;
    private static final int SKEW_MS = 5_000;
    private static final int DISK_PERCENT = 90;
    private static final int JOURNAL_LAST_HOURS = 4;
    private static final int JOURNAL_HOURS = 24;
    private static final int STORE_LAST_DAYS = 2;
    private static final int STORE_DAYS = 14;
    private static final int SEVERITIES = 5;

    private final Seeded seeded;
    private final RuleSets ruleSets;
    private final ContactGroups groups;
    private final JdbcClient db;

    ShippedRules(Seeded seeded, RuleSets ruleSets, ContactGroups groups, JdbcClient db) {
        this.seeded = seeded;
        this.ruleSets = ruleSets;
        this.groups = groups;
        this.db = db;
    }

    void forHost(long account, Broker broker, Check host) {
        make(
                account,
                host.id(),
                "A disk of " + broker.name() + " fills",
                "disk`used_percent",
                "max value",
                DISK_PERCENT,
                2);
    }

    /** Hours until the journal's disk is full: four are nearly too late, a day is time to act. */
    void forJournal(long account, Broker broker, Check self) {
        make(
                account,
                self.id(),
                "The journal of " + broker.name() + " fills its disk",
                "journal`hours_left",
                List.of(terms("min value", JOURNAL_LAST_HOURS, 1), terms("min value", JOURNAL_HOURS, 3)));
    }

    /** Days until the rollup store writes nothing any more: two are nearly too late, two weeks are time to get a disk. */
    void forStore(long account, Check stratcon) {
        make(
                account,
                stratcon.id(),
                "The rollup store fills its disk",
                "store`days_until_full",
                List.of(terms("min value", STORE_LAST_DAYS, 1), terms("min value", STORE_DAYS, 3)));
    }

    /** What stratcons say of a broker; nothing while there is no stratcon check. */
    void forSource(long account, Broker broker) {
        Optional<Long> check = stratconCheck(account);
        if (check.isPresent() && broker.serves(account) && seeded.isDue("broker/" + broker.id() + "/source")) {
            String source = "broker`" + broker.id();
            make(
                    account,
                    check.get(),
                    "Broker " + broker.name() + " is cut off",
                    source + "`connected",
                    "min value",
                    1,
                    1);
            make(
                    account,
                    check.get(),
                    "Broker " + broker.name() + " lags",
                    source + "`lag_seconds",
                    "max value",
                    LAG_S,
                    2);
            make(
                    account,
                    check.get(),
                    "The clock of broker " + broker.name() + " is off",
                    source + "`skew_ms",
                    List.of(terms("max value", SKEW_MS, 3), terms("min value", -SKEW_MS, 3)));
            make(
                    account,
                    check.get(),
                    "Checks of broker " + broker.name() + " wait to be taken away",
                    source + "`removals_waiting",
                    "max value",
                    0,
                    1);
        }
    }

    private void make(long account, long check, String name, String metric, String criteria, int value, int severity) {
        make(account, check, name, metric, List.of(terms(criteria, value, severity)));
    }

    private static RuleTerms terms(String criteria, int value, int severity) {
        return new RuleTerms(criteria, value, severity, 0, null, null, null);
    }

    private void make(long account, long check, String name, String metric, List<RuleTerms> rules) {
        ruleSets.saveAndFlush(new RuleSet(
                account, check, new RuleSetTerms(name, metric, "numeric", null, null, null, rules, contacts(account))));
    }

    private Map<String, List<Long>> contacts(long account) {
        List<Long> first = groups.findByAccountIdOrderById(account).stream()
                .limit(1)
                .map(ContactGroup::id)
                .toList();
        Map<String, List<Long>> contacts = new TreeMap<>();
        for (int severity = 1; severity <= SEVERITIES; severity++) {
            contacts.put(Integer.toString(severity), first);
        }
        return contacts;
    }

    private Optional<Long> stratconCheck(long account) {
        return db.sql("""
                        select c.id from bundle_check c join check_bundle b on b.id = c.bundle_id
                        where c.account_id = ? and b.type = 'stratcon' order by c.id limit 1""").param(account).query(Long.class).optional();
    }
}
