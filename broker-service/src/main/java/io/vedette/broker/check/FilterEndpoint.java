package io.vedette.broker.check;

import io.vedette.broker.door.Problem;
import io.vedette.broker.filter.Filtersets;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The named filtersets: show, set, delete, and cull those that no check uses. */
@RestController
@RequestMapping("/filters")
class FilterEndpoint {
    private final Filtersets filtersets;
    private final CheckBook book;

    FilterEndpoint(Filtersets filtersets, CheckBook book) {
        this.filtersets = filtersets;
        this.book = book;
    }

    /** The answer to a set. */
    record Accepted(long seq) {}

    /** How many were removed. */
    record Culled(int removed) {}

    @GetMapping("/show")
    Map<String, JsonNode> show() {
        return filtersets.shown();
    }

    @GetMapping("/show/{name}")
    JsonNode show(@PathVariable String name) {
        JsonNode shown = filtersets.shown().get(name);
        if (shown == null) {
            throw Problem.of(HttpStatus.NOT_FOUND, "not-found", "there is no filterset " + name);
        }
        return shown;
    }

    @PutMapping("/set/{name}")
    Accepted set(@PathVariable String name, @RequestBody String json) throws IOException {
        Filtersets.Change change = filtersets.set(name, json);
        refuseOlder(change);
        return new Accepted(change.held());
    }

    @DeleteMapping("/delete/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, @RequestParam long seq) throws IOException {
        refuseOlder(filtersets.delete(name, seq));
    }

    private static void refuseOlder(Filtersets.Change change) {
        if (!change.isTaken()) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "older-version",
                    "the broker holds seq " + change.held() + ", not " + change.asked());
        }
    }

    @PostMapping("/cull")
    Culled cull() throws IOException {
        Set<String> used = book.all().stream()
                .map(HeldCheck::check)
                .filter(Objects::nonNull)
                .map(Check::getFilterset)
                .collect(Collectors.toSet());
        int removed = 0;
        for (Map.Entry<String, JsonNode> set : filtersets.shown().entrySet()) {
            if (!used.contains(set.getKey())) {
                filtersets.delete(set.getKey(), set.getValue().path("seq").asLong(0));
                removed++;
            }
        }
        return new Culled(removed);
    }
}
