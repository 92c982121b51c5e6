package io.vedette.configmonitor.tag;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v2/tag}: the tags that resources of the account carry. A tag comes with the first resource that carries it and goes with the last. */
@RestController
@RequestMapping("/v2/tag")
@Transactional
class TagEndpoint {
    private final Tags tags;

    TagEndpoint(Tags tags) {
        this.tags = tags;
    }

    /** A tag as API v2 shows it. */
    record TagView(@JsonProperty("_cid") String cid) {}

    @GetMapping
    List<TagView> list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
        return tags.of(caller.account(), Page.of(parameters)).stream()
                .map(tag -> new TagView("/tag/" + tag))
                .toList();
    }

    /** Takes the tag off whatever carries it. */
    @DeleteMapping("/{*id}")
    Map<String, Object> delete(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        caller.needs(Role.ADMIN);
        String tag = id.substring(1);
        if (tags.remove(caller.account(), tag) == 0) {
            throw Problem.notFound("no tag /tag/" + tag);
        }
        return Map.of();
    }
}
