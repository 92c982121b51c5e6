package io.vedette.configmonitor.document;

import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Severities, which callers may write as {@code "135"} and which are kept and shown as {@code [1, 3, 5]}. */
public final class Severities {
    private Severities() {}

    public static void asNumbers(ObjectNode holder, String field) {
        JsonNode given = holder.get(field);
        if (given == null) {
            return;
        }
        TreeSet<Integer> numbers = new TreeSet<>();
        if (given.isString()) {
            given.stringValue().chars().forEach(digit -> numbers.add(digit - '0'));
        } else {
            given.forEach(severity -> numbers.add(severity.asInt(0)));
        }
        ArrayNode kept = holder.putArray(field);
        numbers.forEach(kept::add);
    }
}
