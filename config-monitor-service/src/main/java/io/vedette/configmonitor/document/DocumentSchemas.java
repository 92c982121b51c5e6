package io.vedette.configmonitor.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Shows the forms in the OpenAPI document: what is refused by a form stands there. */
@Component
class DocumentSchemas implements OpenApiCustomizer {
    private static final String HERE = "#/components/schemas/";

    @Override
    public void customise(OpenAPI document) {
        document.getComponents()
                .setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
        Forms.ALL.path(Forms.DEFINITIONS).properties().forEach(each -> add(document, each.getKey(), each.getValue()));
        Forms.ALL.properties().forEach(form -> {
            if (!form.getKey().equals(Forms.DEFINITIONS)) {
                String name = name(form.getKey());
                add(document, name, form.getValue());
                bodies(document, "/v2/" + form.getKey(), name);
                bodies(document, "/v2/" + form.getKey() + "/{id}", name);
            }
        });
    }

    private static void bodies(OpenAPI document, String path, String name) {
        var item = document.getPaths().get(path);
        if (item != null) {
            Stream.of(item.getPost(), item.getPut()).forEach(operation -> body(operation, name));
        }
    }

    private static void body(@Nullable Operation operation, String name) {
        if (operation != null) {
            MediaType json = new MediaType().schema(new Schema<>().$ref(HERE + name));
            operation.setRequestBody(
                    new RequestBody().required(true).content(new Content().addMediaType("application/json", json)));
        }
    }

    private static void add(OpenAPI document, String name, JsonNode schema) {
        String text = schema.toString().replace("#/" + Forms.DEFINITIONS + "/", HERE);
        try {
            document.getComponents().addSchemas(name, Json31.mapper().readValue(text, Schema.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code rule_set_group} to {@code RuleSetGroup}. */
    private static String name(String word) {
        StringBuilder name = new StringBuilder();
        for (String part : word.split("_", -1)) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
        }
        return name.toString();
    }
}
