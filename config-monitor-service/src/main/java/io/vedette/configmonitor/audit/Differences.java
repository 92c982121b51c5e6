package io.vedette.configmonitor.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What differs between two states of a resource, down to the fields of objects; an array differs as a whole. */
final class Differences {
    private Differences() {}

    /**
     * @param field dots lead into objects
     * @param from null: it was not there
     * @param to null: it is not there
     */
    record Difference(
            String field, @Nullable JsonNode from, @Nullable JsonNode to) {}

    static List<Difference> between(JsonNode from, JsonNode to) {
        List<Difference> found = new ArrayList<>();
        compare("", from, to, found);
        return found;
    }

    private static void compare(String path, JsonNode from, JsonNode to, List<Difference> found) {
        TreeSet<String> names = new TreeSet<>(from.propertyNames());
        names.addAll(to.propertyNames());
        for (String name : names) {
            String field = path.isEmpty() ? name : path + "." + name;
            JsonNode was = from.get(name);
            JsonNode is = to.get(name);
            if (was != null && is != null && was.isObject() && is.isObject()) {
                compare(field, was, is, found);
            } else if (was == null || !was.equals(is)) {
                if (was != null || is != null) {
                    found.add(new Difference(field, was, is));
                }
            }
        }
    }
}
