package io.vedette.configmonitor.check;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Listing;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.check.Check;
import io.vedette.webdb.check.CheckBundle;
import io.vedette.webdb.check.CheckBundles;
import io.vedette.webdb.check.Checks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v2/check}: read only; checks come and go with the brokers of their bundle. */
@RestController
@RequestMapping("/v2/check")
@Transactional(readOnly = true)
class CheckEndpoint {
    private static final Map<String, String> ATTRIBUTES =
            Map.of("_check_uuid", "uuid", "_check_bundle", "bundleId", "_broker", "brokerId");

    private final Checks checks;
    private final CheckBundles bundles;
    private final Listing listing;

    CheckEndpoint(Checks checks, CheckBundles bundles, Listing listing) {
        this.checks = checks;
        this.bundles = bundles;
        this.listing = listing;
    }

    /** One check of a bundle, as API v2 shows it. */
    record CheckView(
            @JsonProperty("_cid") String cid,
            @JsonProperty("_active") boolean active,

            @JsonProperty("_broker") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String broker,

            @JsonProperty("_check_bundle") String checkBundle,
            @JsonProperty("_check_uuid") String checkUuid,
            @JsonProperty("_details") Map<String, Object> details,

            @JsonProperty("_reverse_url") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reverseUrl) {

        static CheckView of(Check check, CheckBundle bundle) {
            return new CheckView(
                    Cid.of("check", check.id()),
                    bundle.settings().active(),
                    Cid.ofNullable("broker", check.brokerId()),
                    Cid.of("check_bundle", bundle.id()),
                    check.uuid().toString(),
                    Map.of(),
                    null);
        }
    }

    @GetMapping
    List<CheckView> list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
        List<Check> found = listing.list(
                Listing.Shape.ofAccount(Check.class, ATTRIBUTES, "_check_uuid", caller.account()), Page.of(parameters));
        Map<Long, CheckBundle> theirs =
                bundles
                        .findAllById(
                                found.stream().map(Check::bundleId).distinct().toList())
                        .stream()
                        .collect(toMap(CheckBundle::id, bundle -> bundle));
        return found.stream()
                .map(check -> CheckView.of(check, requireNonNull(theirs.get(check.bundleId()))))
                .toList();
    }

    @GetMapping("/{id}")
    CheckView get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        Check check = checks.findByIdAndAccountId(id, caller.account())
                .orElseThrow(() -> Problem.notFound("no check " + Cid.of("check", id)));
        return CheckView.of(check, bundles.findById(check.bundleId()).orElseThrow());
    }
}
