package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI documents under docs/api are made here; a service that says something else than what is committed fails once. */
class OpenApiTests {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Suite suite = Suite.shared();

    @ParameterizedTest
    @ValueSource(strings = {"stratcon", "alerting", "streaming", "observer", "config-monitor"})
    void theCommittedDocumentIsWhatTheServiceSays(String service) throws IOException {
        int port = suite.httpPort(service + "-service").orElseThrow();
        JsonNode document = suite.door()
                .at("http://127.0.0.1:" + port)
                .get("/api/openapi/" + service)
                .json(200);
        Object plain = JSON.treeToValue(document, Object.class);
        ((java.util.Map<?, ?>) plain).remove("servers");
        String said = JSON.writeValueAsString(plain) + "\n";
        assertThat(said).contains("\"openapi\"").contains("\"paths\"");
        Path committed = Path.of("../docs/api/" + service + ".json");
        String before = Files.exists(committed) ? Files.readString(committed) : "";
        Files.createDirectories(committed.getParent());
        Files.writeString(committed, said);
        assertThat(said)
                .as("docs/api/" + service + ".json was out of date and is written anew: commit it")
                .isEqualTo(before);
    }
}
