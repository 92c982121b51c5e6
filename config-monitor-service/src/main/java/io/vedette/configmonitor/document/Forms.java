package io.vedette.configmonitor.document;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forms of all documents, read once. */
final class Forms {
    static final JsonNode ALL = read();
    static final String DEFINITIONS = "$defs";

    private Forms() {}

    /** Of a resource by its word in API v2. */
    static Form of(String word) {
        return new Form(requireNonNull(ALL.get(word)), ALL.path(DEFINITIONS));
    }

    private static JsonNode read() {
        try (InputStream forms = requireNonNull(Forms.class.getResourceAsStream("forms.json"))) {
            return JsonMapper.shared().readTree(forms);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
