package io.vedette.configmonitor.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.identity.ServiceTokens;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
                        List.of(),
                        "directory_observer"));
        JsonNode shown = running.ok(
                "GET", "/api/config-files", running.newUser(1, Role.ADMIN).token(), null);
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
    void aFileIsCheckedBeforeItIsThere() throws Exception {
        try (ObserverStub observer = new ObserverStub()) {
            observer.open();
            FilesEndpoint endpoint = new FilesEndpoint(running.bean(FileRecords.class), watch(observer));
            FilesEndpoint.Verdict good = endpoint.check(operator(), body("directory_observer.ini", "[a]\n"));
            assertThat(good.accepted()).isTrue();
            assertThat(good.detail()).isEqualTo("watches started: one");
            FilesEndpoint.Verdict bad = endpoint.check(operator(), body("directory_observer.ini", "[a]\nwrong\n"));
            assertThat(bad.accepted()).isFalse();
            assertThat(bad.errors()).containsExactly(new FileError("a.b", "is wrong", 2));
            assertThat(observer.inForce).isEmpty();
        }
        String admin = running.newUser(1, Role.ADMIN).token();
        String shadow = "{\"path\": \"/etc/shadow\", \"content\": \"x\"}";
        assertThat(running.send("POST", "/api/config-files/check", admin, shadow)
                        .status())
                .as("nobody watches it")
                .isEqualTo(400);
        assertThat(running.send("POST", "/api/config-files/check", admin, "{\"path\": \"plugins/p/config.ini\"}")
                        .status())
                .as("no observer")
                .isEqualTo(503);
    }

    private FileWatch watch(ObserverStub observer) {
        FilesSettings settings = running.bean(FilesSettings.class);
        ConfigFolder folder = new ConfigFolder(Path.of("nowhere"));
        return new FileWatch(
                ObserverFiles.watches(new HttpObserver(observer.url(), () -> "t0ken")).stream()
                        .map(one -> new FileCourier(
                                folder, one, running.bean(FileRecords.class), settings, Clock.systemUTC()))
                        .toList(),
                folder,
                settings);
    }

    private static Caller operator() {
        return new Caller(1, "/user/1", Role.OPERATOR, Caller.Kind.TOKEN, "", false);
    }

    private static JsonNode body(String path, String content) {
        return JsonMapper.shared().createObjectNode().put("path", path).put("content", content);
    }

    @Test
    void serviceTokenIsAnOperatorsAndVerifies() {
        String token = running.bean(ServiceTokens.class).issue();
        assertThat(running.get("/api/config-files", token).status()).isEqualTo(200);
    }
}
