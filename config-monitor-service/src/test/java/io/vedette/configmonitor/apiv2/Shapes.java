package io.vedette.configmonitor.apiv2;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shapes of API v2 as its own document records them, and what of an answer is against them. Where that document contradicts itself, its example
 * counts: it is what the API answers.
 */
final class Shapes {
    private final JsonNode document;

    Shapes() {
        try (InputStream shapes = requireNonNull(Shapes.class.getResourceAsStream("/circonus-api-v2.shapes.yaml"))) {
            document = JsonMapper.shared().valueToTree(new Yaml().<Object>load(shapes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the API offers it. */
    boolean offers(String method, String path) {
        return document.path("paths").path(path).has(method.toLowerCase(Locale.ROOT));
    }

    /** Schema of one resource, by the path that answers it. */
    JsonNode of(String path) {
        return resolved(document.path("paths")
                .path(path)
                .path("get")
                .path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("schema"));
    }

    JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    /** The schema itself when it is a reference or an extension of one. */
    JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.has("allOf") ? schema.path("allOf").get(0).path("$ref") : schema.path("$ref");
        String text = reference.asString("");
        return text.isEmpty() ? schema : resolved(schema(text.substring(text.lastIndexOf('/') + 1)));
    }

    /** What of the value is against the schema; empty when nothing is. */
    List<String> violations(JsonNode schema, JsonNode value) {
        List<String> found = new ArrayList<>();
        check(schema, value, "", found);
        return found;
    }

    private void check(JsonNode given, JsonNode value, String place, List<String> found) {
        JsonNode schema = resolved(given);
        @Nullable JsonNode example = given.has("example") ? given.get("example") : schema.get("example");
        if (example != null && !example.isNull() && contradicts(schema, example)) {
            if (value.isNull() || value.getNodeType() == example.getNodeType()) {
                return;
            }
        }
        judge(schema, isNullable(given) || isNullable(schema), value, place, found);
    }

    private boolean contradicts(JsonNode schema, JsonNode example) {
        List<String> found = new ArrayList<>();
        judge(schema, false, example, "", found);
        return !found.isEmpty();
    }

    private static boolean isNullable(JsonNode schema) {
        return schema.path("nullable").asBoolean(false)
                || (schema.has("example") && schema.get("example").isNull());
    }

    private void judge(JsonNode schema, boolean nullable, JsonNode value, String place, List<String> found) {
        if (value.isNull()) {
            if (!nullable && !hasNull(schema.path("enum"))) {
                found.add(place + " is null");
            }
        } else if (schema.has("oneOf") || schema.has("anyOf")) {
            oneOf(schema.has("oneOf") ? schema.path("oneOf") : schema.path("anyOf"), value, place, found);
        } else {
            byType(schema, value, place, found);
        }
    }

    private void oneOf(JsonNode alternatives, JsonNode value, String place, List<String> found) {
        List<String> least = List.of(place + " has no alternatives");
        for (JsonNode alternative : alternatives) {
            List<String> its = new ArrayList<>();
            check(alternative, value, place, its);
            if (its.isEmpty()) {
                return;
            }
            least = its;
        }
        found.addAll(least);
    }

    private void byType(JsonNode schema, JsonNode value, String place, List<String> found) {
        switch (schema.path("type").asString("")) {
            case "object" -> object(schema, value, place, found);
            case "array" -> {
                kind(value.isArray(), "array", place, found);
                bounds(schema, "minItems", "maxItems", value.size(), place, found);
                for (int n = 0; n < value.size() && value.isArray(); n++) {
                    check(schema.path("items"), value.get(n), place + "[" + n + "]", found);
                }
            }
            case "string" -> text(schema, value, place, found);
            case "integer" -> {
                kind(value.isIntegralNumber(), "integer", place, found);
                bounds(schema, "minimum", "maximum", value.asDouble(0), place, found);
            }
            case "number" -> {
                kind(value.isNumber(), "number", place, found);
                bounds(schema, "minimum", "maximum", value.asDouble(0), place, found);
            }
            case "boolean" -> kind(value.isBoolean(), "boolean", place, found);
            default -> {}
        }
    }

    private void object(JsonNode schema, JsonNode value, String place, List<String> found) {
        kind(value.isObject(), "object", place, found);
        schema.path("required").forEach(name -> {
            if (!value.has(name.asString())) {
                found.add(place + "." + name.asString() + " is missing");
            }
        });
        schema.path("properties").properties().forEach(property -> {
            if (value.has(property.getKey())) {
                check(property.getValue(), value.get(property.getKey()), place + "." + property.getKey(), found);
            }
        });
    }

    private static void text(JsonNode schema, JsonNode value, String place, List<String> found) {
        kind(value.isString(), "string", place, found);
        String text = value.asString("");
        if (schema.has("enum") && !contains(schema.path("enum"), text)) {
            found.add(place + " is none of " + schema.path("enum"));
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.path("pattern").asString())
                        .matcher(text)
                        .find()) {
            found.add(place + " does not look like " + schema.path("pattern"));
        }
        if (schema.path("format").asString("").equals("uuid")) {
            kind(text.equals(UUID.fromString(text).toString()), "UUID", place, found);
        }
        bounds(schema, "minLength", "maxLength", text.length(), place, found);
    }

    private static void kind(boolean is, String kind, String place, List<String> found) {
        if (!is) {
            found.add(place + " is no " + kind);
        }
    }

    private static void bounds(
            JsonNode schema, String least, String most, double value, String place, List<String> found) {
        if ((schema.has(least) && value < schema.get(least).asDouble())
                || (schema.has(most) && value > schema.get(most).asDouble())) {
            found.add(place + " is out of bounds");
        }
    }

    private static boolean hasNull(JsonNode values) {
        return values.valueStream().anyMatch(JsonNode::isNull);
    }

    private static boolean contains(JsonNode values, String text) {
        return values.valueStream().anyMatch(value -> value.asString("").equals(text));
    }
}
