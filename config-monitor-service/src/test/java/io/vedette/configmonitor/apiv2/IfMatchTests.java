package io.vedette.configmonitor.apiv2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is told of {@code If-Match} under {@code /api}, and that it is so for tokens. */
class IfMatchTests {
    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);

    @Test
    void everyMethodThatChangesSomethingSaysWhatItMakesOfIt() {
        Set<String> taken = new TreeSet<>();
        JsonNode paths = running.ok("GET", "/api/openapi/config-monitor", admin.token(), null)
                .path("paths");
        paths.properties().forEach(path -> {
            for (String method : List.of("post", "put", "delete", "patch")) {
                JsonNode operation = path.getValue().path(method);
                if (operation.isMissingNode() || !path.getKey().startsWith("/api/")) {
                    continue;
                }
                boolean isParameter = operation.path("parameters").toString().contains("\"If-Match\"");
                if (isParameter) {
                    taken.add(method + " " + path.getKey());
                }
                boolean isSaid = isParameter
                        ? operation.path("responses").has("412")
                        : operation.path("description").asString("").contains("If-Match");
                assertThat(isSaid).as(method + " " + path.getKey()).isTrue();
            }
        });
        assertThat(taken)
                .containsExactlyInAnyOrder(
                        "post /api/versions/{kind}/{id}/rollback",
                        "post /api/change-sets/{id}/rollback",
                        "put /api/accounts/{id}/limits",
                        "delete /api/tokens/{id}",
                        "put /api/tokens/{id}/apps");
    }

    @Test
    void aTokenIsRevokedAsItWasSeen() {
        running.ok("POST", "/api/tokens", admin.token(), "{\"name\": \"to go\"}");
        String id = running.ok("GET", "/api/tokens", admin.token(), null)
                .valueStream()
                .filter(token -> token.path("name").asString().equals("to go"))
                .map(token -> token.path("id").asString())
                .findFirst()
                .orElseThrow();
        Answer seen = running.get("/api/tokens/" + id, admin.token());
        assertThat(seen.json().path("name").asString()).isEqualTo("to go");
        assertThat(delete(id, "\"1\"")).isEqualTo(412);
        assertThat(delete(id, seen.header("ETag"))).isEqualTo(204);
        assertThat(delete(id, seen.header("ETag"))).as("it is revoked by now").isEqualTo(412);
        Person viewer = running.newUser(admin.account(), Role.VIEWER);
        assertThat(running.get("/api/tokens/" + id, viewer.token()).status()).isEqualTo(404);
    }

    private int delete(String id, String seen) {
        return running.send("DELETE", "/api/tokens/" + id, admin.token(), null, "If-Match", seen)
                .status();
    }
}
