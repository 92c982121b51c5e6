package io.vedette.configmonitor.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.identity.ServiceTokens;
import io.vedette.service.identity.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FilesEndpointTests {

    private final Running running = Running.shared();

    @Test
    void showsAdminsWhichLineWasRefused() {
        running.bean(FileRecords.class)
                .add(new FileRecord(
                        "directory_observer.ini",
                        FileState.REFUSED,
                        Instant.EPOCH,
                        "meaning",
                        "",
                        List.of(new FileError("a.active", "must be true or false", 7)),
                        "the one before stays in force",
                        List.of()));
        JsonNode shown = running.ok(
                "GET", "/api/config-files", running.newAccount(Role.ADMIN).token(), null);
        JsonNode file = shown.path("files").path(0);
        assertThat(file.path("state").asString()).isEqualTo("refused");
        assertThat(file.path("errors").path(0).path("line").asInt()).isEqualTo(7);
        assertThat(running.get(
                                "/api/config-files",
                                running.newAccount(Role.EDITOR).token())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void serviceTokenIsAnOperatorsAndVerifies() {
        String token = running.bean(ServiceTokens.class).issue();
        assertThat(running.get("/api/config-files", token).status()).isEqualTo(200);
    }
}
