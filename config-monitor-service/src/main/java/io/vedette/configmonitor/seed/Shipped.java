package io.vedette.configmonitor.seed;

import io.vedette.webdb.check.BundleSettings;
import io.vedette.webdb.check.Check;
import io.vedette.webdb.check.CheckBundle;
import io.vedette.webdb.check.CheckBundles;
import io.vedette.webdb.check.Checks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a check as it is shipped: every ten seconds, so that the first graphs live soon. */
@Component
class Shipped {
    private static final int PERIOD_S = 10;
    /** A scrape brings hundreds of streams; a minute is soon enough for them. */
    private static final int SCRAPE_PERIOD_S = 60;

    private static final int TIMEOUT_MS = 5000;

    private final CheckBundles bundles;
    private final Checks checks;

    Shipped(CheckBundles bundles, Checks checks) {
        this.bundles = bundles;
        this.checks = checks;
    }

    /** @param broker null for a check that runs on none */
    Check check(
            long account, @Nullable Long broker, String type, String name, String target, Map<String, String> config) {
        BundleSettings settings = new BundleSettings(
                type,
                name,
                target,
                type.equals("prometheus") ? SCRAPE_PERIOD_S : PERIOD_S,
                TIMEOUT_MS,
                config,
                -1,
                List.of(),
                List.of(),
                null,
                "active",
                List.of("shipped:yes"));
        CheckBundle bundle = bundles.saveAndFlush(new CheckBundle(account, settings, null));
        return checks.saveAndFlush(new Check(bundle, broker));
    }
}
