package io.vedette.configmonitor.seed;

import io.vedette.configmonitor.check.TrapSecret;
import io.vedette.configmonitor.enrol.Enrolled;
import io.vedette.configmonitor.enrol.Enrolled.BrokerEnrolled;
import io.vedette.configmonitor.enrol.Enrolled.StratconEnrolled;
import io.vedette.webdb.account.Account;
import io.vedette.webdb.account.Accounts;
import io.vedette.webdb.broker.Broker;
import io.vedette.webdb.broker.Brokers;
import io.vedette.webdb.check.Check;
import java.util.Comparator;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the shipped checks as those who run them come in, for the first account: for each broker its own, once those of the suite. */
@Component
class ShippedChecks {
    private static final Logger LOG = LoggerFactory.getLogger(ShippedChecks.class);

    private final Accounts accounts;
    private final Brokers brokers;
    private final Seeded seeded;
    private final Shipped shipped;
    private final SuiteChecks suite;
    private final ShippedRules rules;

    ShippedChecks(
            Accounts accounts, Brokers brokers, Seeded seeded, Shipped shipped, SuiteChecks suite, ShippedRules rules) {
        this.accounts = accounts;
        this.brokers = brokers;
        this.seeded = seeded;
        this.shipped = shipped;
        this.suite = suite;
        this.rules = rules;
    }

    @EventListener
    void on(Enrolled enrolled) {
        seeded.alone();
        accounts.findAll().stream()
                .min(Comparator.comparingLong(Account::id))
                .ifPresentOrElse(
                        account -> seed(account.id(), enrolled),
                        () -> LOG.warn("there is no account yet, so no checks are made"));
    }

    private void seed(long account, Enrolled enrolled) {
        switch (enrolled) {
            case BrokerEnrolled broker ->
                forBroker(account, brokers.findById(broker.id()).orElseThrow());
            case StratconEnrolled stratcon -> forStratcon(account);
        }
        brokers.findByRetiredFalseOrderById().forEach(broker -> rules.forSource(account, broker));
    }

    private void forBroker(long account, Broker broker) {
        if (!broker.serves(account) || !seeded.isDue("broker/" + broker.id())) {
            return;
        }
        String name = broker.name();
        Check host = shipped.check(account, broker.id(), "host", "Machine of " + name, broker.host(), Map.of());
        Check self = shipped.check(account, broker.id(), "selfcheck", "Broker " + name, broker.host(), Map.of());
        shipped.check(
                account,
                broker.id(),
                "httptrap",
                "your first metric",
                broker.host(),
                Map.of("secret", TrapSecret.random(), "asynch_metrics", "true"));
        shipped.check(account, broker.id(), "statsd", "statsd on " + name, "0.0.0.0", Map.of("catch_all", "true"));
        rules.forHost(account, broker, host);
        rules.forJournal(account, broker, self);
        if (seeded.isDue("suite")) {
            suite.make(account, broker.id());
        }
    }

    private void forStratcon(long account) {
        if (seeded.isDue("stratcon")) {
            rules.forStore(account, shipped.check(account, null, "stratcon", "Stratcons", "stratcon", Map.of()));
        }
    }
}
