package io.vedette.configmonitor.ruleset;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.vedette.webdb.check.Check;
import io.vedette.webdb.check.CheckBundle;
import io.vedette.webdb.check.CheckBundles;
import io.vedette.webdb.check.Checks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What rule sets need to know of checks: whose they are and what they look at. */
@Component
class CheckTargets {
    private final Checks checks;
    private final CheckBundles bundles;

    CheckTargets(Checks checks, CheckBundles bundles) {
        this.checks = checks;
        this.bundles = bundles;
    }

    boolean isOf(long account, long check) {
        return checks.findByIdAndAccountId(check, account).isPresent();
    }

    /**
     * What a check looks at.
     *
     * @param host its target
     * @param tags of its bundle
     */
    record CheckTarget(String host, List<String> tags) {}

    /** Targets by the checks' numbers. */
    Map<Long, CheckTarget> of(Collection<Long> ids) {
        List<Check> found = checks.findAllById(ids.stream().distinct().toList());
        Map<Long, CheckTarget> ofBundles =
                bundles
                        .findAllById(
                                found.stream().map(Check::bundleId).distinct().toList())
                        .stream()
                        .collect(toMap(
                                CheckBundle::id,
                                bundle -> new CheckTarget(
                                        bundle.settings().target(),
                                        bundle.settings().tags())));
        return found.stream().collect(toMap(Check::id, check -> requireNonNull(ofBundles.get(check.bundleId()))));
    }
}
