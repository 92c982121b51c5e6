package io.vedette.configmonitor.document;

import io.vedette.configmonitor.apiv2.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON values by a JSON Schema: the part of it that {@code forms.json} uses. */
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode definitions;

    Values(JsonNode definitions) {
        this.definitions = definitions;
    }

    /** A value, by its place, that is not as it must be. */
    record Wrong(String name, String reason) {}

    /**
     * The value as it is kept; null when there is none, which a null is where the schema has no null.
     *
     * @param name its place, for those who are told of what is wrong
     */
    @Nullable
    JsonNode read(JsonNode given, @Nullable JsonNode value, String name, List<Wrong> wrong) {
        JsonNode schema = resolved(given);
        if (value == null || value.isNull()) {
            return value != null && is(schema, "null") ? value : null;
        }
        if (schema.has("oneOf")) {
            return fitting(schema.path("oneOf"), value, name, wrong);
        }
        if (value.isObject() && is(schema, "object")) {
            return object(schema, value, name, wrong);
        }
        if (value.isArray() && is(schema, "array")) {
            return array(schema, value, name, wrong);
        }
        if (value.isBoolean() && is(schema, "boolean")) {
            return value;
        }
        if (value.isString() && is(schema, "string")) {
            return text(schema, value, name, wrong);
        }
        return number(schema, value, name, wrong);
    }

    /** What the schema says of a field that is not given. */
    @Nullable
    JsonNode fallback(JsonNode given) {
        JsonNode fallback = resolved(given).get("default");
        return fallback == null ? null : read(given, fallback, "", new ArrayList<>());
    }

    static boolean contains(JsonNode array, String word) {
        return any(array, element -> element.asString("").equals(word));
    }

    private static boolean any(JsonNode array, Predicate<JsonNode> wanted) {
        for (JsonNode element : array) {
            if (wanted.test(element)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.get("$ref");
        return reference == null
                ? schema
                : definitions.path(reference.asString().substring("#/$defs/".length()));
    }

    private static boolean is(JsonNode schema, String type) {
        JsonNode types = schema.path("type");
        return types.isArray() ? contains(types, type) : types.asString("").equals(type);
    }

    /** By the alternative it fits, or else the one it misses least. */
    private @Nullable JsonNode fitting(JsonNode alternatives, JsonNode value, String name, List<Wrong> wrong) {
        record Attempt(@Nullable JsonNode read, List<Wrong> wrong) {
            // How much of the value is wrong or unknown.
            int missed(JsonNode value) {
                int known = read == null || !value.isObject() ? value.size() : read.size();
                return wrong.size() + Math.max(0, value.size() - known);
            }
        }
        List<Attempt> attempts = new ArrayList<>();
        for (JsonNode alternative : alternatives) {
            List<Wrong> its = new ArrayList<>();
            attempts.add(new Attempt(read(alternative, value, name, its), its));
        }
        Attempt best = attempts.stream()
                .min(Comparator.comparingInt(attempt -> attempt.missed(value)))
                .orElseThrow();
        wrong.addAll(best.wrong());
        return best.read();
    }

    private JsonNode object(JsonNode schema, JsonNode value, String name, List<Wrong> wrong) {
        if (!schema.has("properties")) {
            return value;
        }
        ObjectNode read = JSON.objectNode();
        schema.path("properties").properties().forEach(property -> {
            String inner = name + "." + property.getKey();
            int before = wrong.size();
            JsonNode kept = read(property.getValue(), value.get(property.getKey()), inner, wrong);
            kept = kept == null && wrong.size() == before ? fallback(property.getValue()) : kept;
            if (kept != null) {
                read.set(property.getKey(), kept);
            } else if (wrong.size() == before && contains(schema.path("required"), property.getKey())) {
                wrong.add(new Wrong(inner, "is missing"));
            }
        });
        return read;
    }

    private JsonNode array(JsonNode schema, JsonNode value, String name, List<Wrong> wrong) {
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (value.size() < least || value.size() > most) {
            wrong.add(new Wrong(name, "must have " + least + " to " + most + " elements"));
            return value;
        }
        ArrayNode read = JSON.arrayNode();
        for (int n = 0; n < value.size(); n++) {
            String inner = name + "[" + n + "]";
            int before = wrong.size();
            JsonNode kept = read(schema.path("items"), value.get(n), inner, wrong);
            if (kept != null) {
                read.add(kept);
            } else if (wrong.size() == before) {
                wrong.add(new Wrong(inner, "must not be null"));
            }
        }
        return read;
    }

    private static JsonNode text(JsonNode schema, JsonNode value, String name, List<Wrong> wrong) {
        String text = value.stringValue();
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        if (schema.has("enum") && !contains(schema.path("enum"), text)) {
            wrong.add(new Wrong(name, "must be one of " + String.join(", ", words(schema.path("enum")))));
        } else if (text.length() > most) {
            wrong.add(new Wrong(name, "must have at most " + most + " characters"));
        } else if (text.length() < schema.path("minLength").asInt(0)) {
            wrong.add(new Wrong(name, "must not be empty"));
        } else if (schema.has("pattern")
                && !Pattern.compile(schema.path("pattern").asString())
                        .matcher(text)
                        .find()) {
            wrong.add(new Wrong(name, "must look like " + schema.path("pattern").asString()));
        } else if (schema.path("format").asString("").equals("uuid") && !isUuid(text)) {
            wrong.add(new Wrong(name, "must be a UUID"));
        }
        return value;
    }

    /** A number, also when a client wrote it as text. */
    private static @Nullable JsonNode number(JsonNode schema, JsonNode value, String name, List<Wrong> wrong) {
        boolean whole = is(schema, "integer");
        if (!(whole || is(schema, "number"))) {
            wrong.add(new Wrong(name, "must be " + kind(schema)));
            return null;
        }
        double number = Fields.asNumber(value);
        double least = schema.path("minimum").asDouble(-1e15);
        double most = schema.path("maximum").asDouble(1e15);
        if (Double.isNaN(number) || (whole && number != Math.rint(number))) {
            wrong.add(new Wrong(name, whole ? "must be a whole number" : "must be a number"));
        } else if (number < least || number > most) {
            wrong.add(new Wrong(name, "must be " + plain(least) + " to " + plain(most)));
        }
        if (value.isNumber() && !whole) {
            return value;
        }
        return whole ? JSON.numberNode((long) number) : JSON.numberNode(number);
    }

    private static String kind(JsonNode schema) {
        if (is(schema, "string")) {
            return "text";
        }
        if (is(schema, "boolean")) {
            return "true or false";
        }
        return is(schema, "array") ? "a JSON array" : "a JSON object";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asString("")));
        return words;
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
