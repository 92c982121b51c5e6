package io.vedette.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.door.RunningBroker;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document of the broker is made here, since a broker in the field shows none; one that says something else fails once. */
class OpenApiTests {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void theCommittedDocumentIsWhatTheBrokerSays(@TempDir Path home) throws Exception {
        String said;
        try (RunningBroker broker = RunningBroker.start(
                home, "--springdoc.api-docs.enabled=true", "--springdoc.api-docs.path=/api/openapi/broker")) {
            HttpResponse<String> answer = broker.control("GET", "/api/openapi/broker", "");
            assertThat(answer.statusCode()).isEqualTo(200);
            Map<?, ?> document = JSON.readValue(answer.body(), Map.class);
            document.remove("servers");
            said = JSON.writeValueAsString(document) + "\n";
        }
        assertThat(said).contains("\"/module/httptrap/", "\"/checks/set/", "\"/feed/");
        Path committed = Path.of("../docs/api/broker.json");
        String before = Files.exists(committed) ? Files.readString(committed) : "";
        Files.writeString(committed, said);
        assertThat(said)
                .as("docs/api/broker.json was out of date and is written anew: commit it")
                .isEqualTo(before);
    }
}
