package io.vedette.configmonitor.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.webdb.check.BundleMetric;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /v2/check_bundle_metrics}: the metrics of a bundle alone. */
@RestController
@RequestMapping("/v2/check_bundle_metrics")
class BundleMetricsEndpoint {
    private final Bundles bundles;

    BundleMetricsEndpoint(Bundles bundles) {
        this.bundles = bundles;
    }

    /** The metrics of a bundle as API v2 shows them. */
    record BundleMetricsView(
            @JsonProperty("_cid") String cid,
            @JsonProperty("metrics") List<BundleMetric> metrics) {}

    @GetMapping("/{id}")
    BundleMetricsView get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return view(id, bundles.get(caller, id));
    }

    @PutMapping("/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = BundleMetricsView.class)))
    BundleMetricsView change(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Nullable JsonNode body) {
        caller.needs(Role.EDITOR);
        return view(id, bundles.change(caller, id, Fields.of(body).only("metrics")));
    }

    private static BundleMetricsView view(long id, CheckBundleView bundle) {
        return new BundleMetricsView(Cid.of("check_bundle_metrics", id), bundle.metrics());
    }
}
