package io.vedette.configmonitor.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One change of one resource.
 *
 * @param changeSet the same for all that one transaction changed
 * @param actor {@code /user/1}, the name of a job, or {@code psql} and its role
 * @param origin address the change came from
 * @param kind as in paths of the API
 * @param version the resource's from then on; null when it was deleted
 * @param before null when it was created
 * @param after null when it was deleted
 */
record Entry(
        long id,
        Instant at,
        long changeSet,
        String actor,
        String origin,
        String kind,
        String resource,
        String operation,
        @Nullable Long version,
        List<String> changed,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {

    /** Names of the fields that differ. */
    static List<String> changed(@Nullable JsonNode before, @Nullable JsonNode after) {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode state : new @Nullable JsonNode[] {before, after}) {
            if (state != null) {
                names.addAll(state.propertyNames());
            }
        }
        return names.stream()
                .filter(name -> !Objects.equals(field(before, name), field(after, name)))
                .toList();
    }

    private static @Nullable JsonNode field(@Nullable JsonNode state, String name) {
        return state == null ? null : state.get(name);
    }
}
