package io.vedette.configmonitor.check;

import static java.util.stream.Collectors.groupingBy;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.apiv2.Listing;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.configmonitor.apiv2.Term;
import io.vedette.configmonitor.ruleset.Memberships;
import io.vedette.service.etag.Etag;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.service.problem.ProblemException;
import io.vedette.webdb.broker.Broker;
import io.vedette.webdb.broker.Brokers;
import io.vedette.webdb.check.BundleSettings;
import io.vedette.webdb.check.Check;
import io.vedette.webdb.check.CheckBundle;
import io.vedette.webdb.check.CheckBundles;
import io.vedette.webdb.check.Checks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with check bundles, each in one transaction. A bundle of another account does not exist. */
@Service
@Transactional
class Bundles {
    private static final String GROUPS = "X-Circonus-RuleSetGroupsModified";
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "display_name", "settings.displayName",
            "target", "settings.target",
            "host", "settings.target",
            "type", "settings.type",
            "tags", "settings.tags",
            "status", "settings.status",
            "period", "settings.periodS",
            "notes", "settings.notes",
            "_created", "createdAt",
            "_last_modified", "modifiedAt");

    private final CheckBundles bundles;
    private final Checks checks;
    private final Brokers brokers;
    private final Memberships memberships;
    private final Listing listing;
    private final CheckAllowance allowance;

    Bundles(
            CheckBundles bundles,
            Checks checks,
            Brokers brokers,
            Memberships memberships,
            Listing listing,
            CheckAllowance allowance) {
        this.allowance = allowance;
        this.bundles = bundles;
        this.checks = checks;
        this.brokers = brokers;
        this.memberships = memberships;
        this.listing = listing;
    }

    List<CheckBundleView> list(Caller caller, Page page) {
        List<CheckBundle> found = listing.list(
                Listing.Shape.ofAccount(CheckBundle.class, ATTRIBUTES, "display_name", caller.account()),
                page.with(Bundles::byStatus));
        Map<Long, List<Check>> theirs =
                checks
                        .findByBundleIdInOrderById(
                                found.stream().map(CheckBundle::id).toList())
                        .stream()
                        .collect(groupingBy(Check::bundleId));
        return found.stream()
                .map(bundle -> view(bundle, theirs.getOrDefault(bundle.id(), List.of()), caller))
                .toList();
    }

    /** {@code (active:1)} as clients of API v2 ask. */
    private static Term byStatus(Term term) {
        return term.field().equals("active")
                ? term.in("status", term.glob().equals("1") ? "active" : "disabled")
                : term;
    }

    CheckBundleView get(Caller caller, long id) {
        CheckBundle bundle = bundles.findByIdAndAccountId(id, caller.account()).orElseThrow(() -> missing(id));
        return shown(bundle, checksOf(bundle), caller);
    }

    CheckBundleView create(Caller caller, Fields body) {
        Wanted wanted = wanted(caller, body);
        CheckBundle bundle = bundles.saveAndFlush(new CheckBundle(caller.account(), wanted.settings(), userOf(caller)));
        wanted.brokers().forEach(broker -> checks.saveAndFlush(new Check(bundle, broker)));
        return shown(bundle, checksOf(bundle), caller);
    }

    private record Wanted(BundleSettings settings, Set<Long> brokers) {}

    private Wanted wanted(Caller caller, Fields body) {
        BundleSettings settings = BundleReader.readNew(body);
        Set<Long> wanted = brokers(caller, body, Set.of());
        if (wanted.isEmpty() && !body.has("brokers")) {
            body.wrong("brokers", "is missing");
        }
        body.refuseWrong();
        allowance.claim(caller.account(), wanted.size());
        return new Wanted(settings, wanted);
    }

    /** Refuses what could not be created. */
    void judge(Caller caller, Fields body) {
        wanted(caller, body);
    }

    CheckBundleView change(Caller caller, long id, Fields body) {
        CheckBundle bundle = toChange(caller, id);
        BundleSettings settings = BundleReader.readChange(body, bundle.settings());
        List<Check> present = checksOf(bundle);
        if (body.has("brokers") && isOnBrokers(bundle)) {
            Set<Long> wanted = brokers(caller, body, brokersOf(present));
            body.refuseWrong();
            tellGroups(
                    caller,
                    present.stream()
                            .filter(check -> !wanted.contains(check.brokerId()))
                            .toList());
            deal(bundle, present, wanted);
        }
        body.refuseWrong();
        bundle.change(settings, userOf(caller));
        bundles.flush();
        return shown(bundle, checksOf(bundle), caller);
    }

    void delete(Caller caller, long id) {
        CheckBundle bundle = toChange(caller, id);
        tellGroups(caller, checksOf(bundle));
        bundles.delete(bundle);
    }

    /** Rule sets go with their check; groups that judged them are named to the caller, and judge them as never violated. */
    private void tellGroups(Caller caller, List<Check> gone) {
        List<Long> groups = memberships.ofChecks(
                caller.account(), gone.stream().map(Check::id).toList());
        if (!groups.isEmpty()) {
            Etag.header(
                    GROUPS,
                    String.join(
                            ", ",
                            groups.stream()
                                    .map(id -> Cid.of("rule_set_group", id))
                                    .toList()));
        }
    }

    /** One check on each wanted broker; that of a broker no longer wanted goes, and its rule sets with it. */
    private void deal(CheckBundle bundle, List<Check> present, Set<Long> wanted) {
        Set<Long> kept = brokersOf(present);
        allowance.claim(bundle.accountId(), wanted.size() - kept.size());
        checks.deleteAll(present.stream()
                .filter(check -> !wanted.contains(check.brokerId()))
                .toList());
        wanted.stream()
                .filter(broker -> !kept.contains(broker))
                .forEach(broker -> checks.saveAndFlush(new Check(bundle, broker)));
        checks.flush();
    }

    /** @param kept brokers that stay allowed though retired since */
    private Set<Long> brokers(Caller caller, Fields body, Set<Long> kept) {
        Set<Long> wanted = new LinkedHashSet<>();
        List<String> cids = body.texts("brokers");
        for (int n = 0; cids != null && n < cids.size(); n++) {
            OptionalLong id = Cid.number("broker", cids.get(n));
            Broker broker = id.isPresent() ? brokers.findById(id.getAsLong()).orElse(null) : null;
            if (broker == null || !broker.serves(caller.account())) {
                body.wrong("brokers[" + n + "]", "no broker '" + cids.get(n) + "'");
            } else if (broker.retired() && !kept.contains(broker.id())) {
                body.wrong("brokers[" + n + "]", "the broker is retired");
            } else {
                wanted.add(broker.id());
            }
        }
        if (cids != null && cids.isEmpty()) {
            body.wrong("brokers", "must name at least one broker");
        }
        return wanted;
    }

    private static boolean isOnBrokers(CheckBundle bundle) {
        return CheckType.ofWord(bundle.settings().type())
                .map(CheckType::runsOnBrokers)
                .orElse(true);
    }

    private static Set<Long> brokersOf(List<Check> checks) {
        Set<Long> brokers = new LinkedHashSet<>();
        for (Check check : checks) {
            Long broker = check.brokerId();
            if (broker != null) {
                brokers.add(broker);
            }
        }
        return brokers;
    }

    private CheckBundle toChange(Caller caller, long id) {
        CheckBundle bundle = bundles.findToChange(id, caller.account()).orElseThrow(() -> missing(id));
        Etag.match(bundle.version());
        return bundle;
    }

    private List<Check> checksOf(CheckBundle bundle) {
        return checks.findByBundleIdInOrderById(List.of(bundle.id()));
    }

    private static CheckBundleView shown(CheckBundle bundle, List<Check> checks, Caller caller) {
        Etag.show(bundle.version());
        return view(bundle, checks, caller);
    }

    private static CheckBundleView view(CheckBundle bundle, List<Check> checks, Caller caller) {
        return CheckBundleView.of(bundle, checks, caller.role().covers(Role.EDITOR));
    }

    private static @Nullable Long userOf(Caller caller) {
        OptionalLong user = Cid.number("user", caller.user());
        return user.isPresent() ? user.getAsLong() : null;
    }

    private static ProblemException missing(long id) {
        return Problem.notFound("no check bundle " + Cid.of("check_bundle", id));
    }
}
