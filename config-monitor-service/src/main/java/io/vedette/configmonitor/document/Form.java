package io.vedette.configmonitor.document;

import io.vedette.configmonitor.apiv2.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a document may hold, as JSON Schema has it. Fields the form does not know and those that begin with an underscore are left out; one that is not
 * given keeps what is stored, or takes the form's default.
 */
final class Form {
    private final JsonNode schema;
    private final Values values;

    Form(JsonNode schema, JsonNode definitions) {
        this.schema = schema;
        this.values = new Values(definitions);
    }

    /** Names of its fields. */
    Set<String> fields() {
        return new TreeSet<>(schema.path("properties").propertyNames());
    }

    boolean isList(String name) {
        return schema.path("properties").path(name).path("type").asString("").equals("array");
    }

    /**
     * What a caller wants of a document; everything wrong is left in the fields.
     *
     * @param stored the document as it is; null for a new one
     */
    ObjectNode read(Fields body, @Nullable JsonNode stored) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        keepOwn(stored, read);
        for (String name : fields()) {
            JsonNode field = schema.path("properties").path(name);
            List<Values.Wrong> wrong = new ArrayList<>();
            @Nullable JsonNode value = values.read(field, body.raw(name), name, wrong);
            wrong.forEach(each -> body.wrong(each.name(), each.reason()));
            if (value == null && !body.has(name) && stored != null) {
                value = stored.get(name);
            }
            if (value == null && wrong.isEmpty()) {
                value = values.fallback(field);
            }
            if (value != null) {
                read.set(name, value);
            } else if (wrong.isEmpty() && isRequired(name)) {
                body.wrong(name, "is missing");
            }
        }
        return read;
    }

    /** What the service itself has noted in the document. */
    private static void keepOwn(@Nullable JsonNode stored, ObjectNode read) {
        if (stored != null) {
            stored.properties().stream()
                    .filter(field -> field.getKey().startsWith("_"))
                    .forEach(field -> read.set(field.getKey(), field.getValue()));
        }
    }

    private boolean isRequired(String name) {
        return Values.contains(schema.path("required"), name);
    }
}
