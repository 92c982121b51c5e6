package io.vedette.configmonitor.check;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /v2/check_bundle}. */
@RestController
@RequestMapping("/v2/check_bundle")
class CheckBundleEndpoint {
    private final Bundles bundles;

    CheckBundleEndpoint(Bundles bundles) {
        this.bundles = bundles;
    }

    @GetMapping
    List<CheckBundleView> list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
        return bundles.list(caller, Page.of(parameters));
    }

    @GetMapping("/{id}")
    CheckBundleView get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return bundles.get(caller, id);
    }

    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = CheckBundleView.class)))
    CheckBundleView create(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode body) {
        caller.needs(Role.EDITOR);
        return bundles.create(caller, Fields.of(body));
    }

    @PutMapping("/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = CheckBundleView.class)))
    CheckBundleView change(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody @Nullable JsonNode body) {
        caller.needs(Role.EDITOR);
        return bundles.change(caller, id, Fields.of(body));
    }

    @DeleteMapping("/{id}")
    Map<String, Object> delete(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        caller.needs(Role.EDITOR);
        bundles.delete(caller, id);
        return Map.of();
    }
}
