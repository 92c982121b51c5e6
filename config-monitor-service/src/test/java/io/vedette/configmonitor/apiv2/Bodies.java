package io.vedette.configmonitor.apiv2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of requests, made from the shapes: every field that can be written, by its example where there is one. What they refer to exists. */
final class Bodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern CID = Pattern.compile("/([a-z_]+)/[0-9]+");

    private final Shapes shapes;
    private final Map<String, String> existing;

    /** @param existing a cid of each kind */
    Bodies(Shapes shapes, Map<String, String> existing) {
        this.shapes = shapes;
        this.existing = existing;
    }

    /** @param fixed fields whose value the shapes cannot tell */
    ObjectNode of(JsonNode schema, JsonNode fixed) {
        ObjectNode body = JSON.objectNode();
        schema.path("properties").properties().forEach(property -> {
            JsonNode field = property.getValue();
            if (isWritable(property.getKey(), field)) {
                JsonNode value = fixed.has(property.getKey()) ? fixed.get(property.getKey()) : value(field);
                body.set(property.getKey(), real(value));
            }
        });
        return body;
    }

    static boolean isWritable(String name, JsonNode field) {
        return !name.startsWith("_") && !field.path("readOnly").asBoolean(false);
    }

    /** A value of a kind that the field cannot have. */
    static JsonNode wrong(Shapes shapes, JsonNode field) {
        JsonNode schema = shapes.resolved(field);
        boolean takesObjects = schema.path("type").asString("").equals("object")
                || schema.path("example").isObject()
                || schema.path("oneOf").path(0).path("$ref").asString("").contains("Config");
        return takesObjects ? JSON.numberNode(5) : JSON.objectNode().put("wrong", true);
    }

    /** The same value with each thing inside it, in turn, of a kind it cannot have. */
    static List<JsonNode> wrongInside(JsonNode value) {
        List<JsonNode> wrong = new ArrayList<>();
        if (value instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> variants(field.getValue()).forEach(variant -> {
                        ObjectNode copy = object.deepCopy();
                        copy.set(field.getKey(), variant);
                        wrong.add(copy);
                    }));
        } else if (value instanceof ArrayNode array && !array.isEmpty()) {
            variants(array.get(0)).forEach(variant -> {
                ArrayNode copy = array.deepCopy();
                copy.set(0, variant);
                wrong.add(copy);
            });
        }
        return wrong;
    }

    private static List<JsonNode> variants(JsonNode value) {
        List<JsonNode> variants = new ArrayList<>(wrongInside(value));
        if (!value.isNull()) {
            variants.add(
                    value.isObject() ? JSON.numberNode(5) : JSON.objectNode().put("wrong", true));
        }
        return variants;
    }

    private JsonNode value(JsonNode field) {
        JsonNode schema = shapes.resolved(field);
        for (JsonNode described : new JsonNode[] {field, schema}) {
            if (described.has("example") && !described.get("example").isNull()) {
                return described.get("example");
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        if (schema.has("oneOf") || schema.has("anyOf")) {
            JsonNode alternatives = schema.path("oneOf");
            return value(
                    alternatives.isMissingNode()
                            ? schema.path("anyOf").get(0)
                            : alternatives.get(alternatives.size() - 1));
        }
        return byType(schema);
    }

    private JsonNode byType(JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "object" -> of(schema, JSON.objectNode());
            case "array" -> array(schema);
            case "integer" -> JSON.numberNode(Math.max(1, schema.path("minimum").asInt(1)));
            case "number" ->
                JSON.numberNode(Math.max(0.5, schema.path("minimum").asDouble(0)));
            case "boolean" -> JSON.booleanNode(true);
            default -> JSON.stringNode("some text");
        };
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode array = JSON.arrayNode();
        for (int n = 0; n < Math.max(1, schema.path("minItems").asInt(1)); n++) {
            array.add(value(schema.path("items")));
        }
        return array;
    }

    /** The same with the names of resources that exist. */
    private JsonNode real(JsonNode value) {
        if (value.isString()) {
            Matcher cid = CID.matcher(value.stringValue());
            return cid.matches() && existing.containsKey(cid.group(1)) && !existing.containsValue(value.stringValue())
                    ? JSON.stringNode(existing.get(cid.group(1)))
                    : value;
        }
        if (value.isArray()) {
            ArrayNode array = JSON.arrayNode();
            value.forEach(element -> array.add(real(element)));
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = JSON.objectNode();
            value.properties().forEach(field -> object.set(field.getKey(), real(field.getValue())));
            return object;
        }
        return value;
    }

    /** Whether everything sent is there; an answer may have more, and numbers may be written otherwise. */
    static boolean covers(JsonNode sent, JsonNode got) {
        if (sent.isNumber() && got.isNumber()) {
            return sent.asDouble() == got.asDouble();
        }
        if (sent.isObject() && got.isObject()) {
            return sent.properties().stream()
                    .allMatch(field -> got.has(field.getKey()) && covers(field.getValue(), got.get(field.getKey())));
        }
        if (sent.isArray() && got.isArray() && sent.size() == got.size()) {
            for (int n = 0; n < sent.size(); n++) {
                if (!covers(sent.get(n), got.get(n))) {
                    return false;
                }
            }
            return true;
        }
        return sent.equals(got);
    }
}
