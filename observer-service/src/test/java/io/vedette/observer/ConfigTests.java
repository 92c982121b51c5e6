package io.vedette.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.testsupport.TestServers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

/** The configuration changes under a running observer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ConfigTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String WATCHES = "directory_observer.ini";
    private static final String PLUGIN = "plugins/c/config.ini";

    private Path folder;
    private House house;
    private StringRedisTemplate redis;

    @BeforeAll
    void start(@TempDir Path fresh) throws IOException {
        folder = fresh;
        house = new House(folder, TestServers.redis());
        redis = house.redis();
        redis.delete(List.of("kept.queue", "new.queue", "step.c.main"));
        house.initial(WATCHES, section("kept", "kept.queue"));
        house.start();
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @BeforeEach
    void begin() {
        assertThat(house.put(WATCHES, section("kept", "kept.queue")).statusCode())
                .isEqualTo(200);
        delete(PLUGIN);
    }

    @Test
    void changesWithoutRestartAndLeavesTheRestAlone() throws IOException {
        HttpResponse<String> answer = house.put(WATCHES, section("kept", "kept.queue") + section("new", "new.queue"));
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode applied = House.JSON.readTree(answer.body());
        assertThat(applied.path("changed").asBoolean()).isTrue();
        assertThat(applied.path("watches").toString())
                .isEqualTo("{\"started\":[\"new\"],\"stopped\":[],\"kept\":[\"kept\"]}");
        house.arrive("new", "file", "x");
        await().atMost(SOON).until(() -> announced("new.queue").contains("file"));

        house.put(WATCHES, section("kept", "kept.queue"));
        house.arrive("new", "unseen", "x");
        house.arrive("kept", "seen", "x");
        await().atMost(SOON).until(() -> announced("kept.queue").contains("seen"));
        assertThat(announced("new.queue")).isEqualTo(Set.of("file"));
    }

    @Test
    void stepThatChangesFinishesItsFileAndTheNewOneWorksAtOnce() throws IOException {
        String waiting = """
                [step_main]
                _cmd_and_args=sh -c 'until test -e %1$s/go; do sleep 0.1; done; echo old >> %1$s/done' sh {PATH}
                numprocesses=1
                """.formatted(folder);
        assertThat(house.put(PLUGIN, waiting).statusCode()).isEqualTo(200);
        house.arrive("step.c.main", "one", "x");
        await().atMost(SOON).until(() -> house.step("c", "main").path("busy").asInt() == 1);
        HttpResponse<String> answer = house.put(PLUGIN, """
                [step_main]
                _cmd_and_args=sh -c 'echo new >> %1$s/done' sh {PATH}
                numprocesses=1
                """.formatted(folder));
        JsonNode applied = House.JSON.readTree(answer.body());
        assertThat(applied.path("steps").path("started").toString()).isEqualTo("[\"c/main\"]");
        assertThat(applied.path("steps").path("stopped").toString()).isEqualTo("[\"c/main\"]");
        assertThat(applied.path("watches").path("kept").toString()).isEqualTo("[\"kept\",\"step_c_main_0\"]");
        house.arrive("step.c.main", "two", "x");
        await().atMost(SOON).until(() -> done().equals("new\n"));
        Files.createFile(folder.resolve("go"));
        await().atMost(SOON).until(() -> done().equals("new\nold\n"));

        delete(PLUGIN);
        assertThat(house.status().path("steps")).isEmpty();
    }

    @Test
    void refusesByLineAndKeepsTheOldOne() throws IOException {
        HttpResponse<String> answer = house.put(WATCHES, section("kept", "kept.queue") + "[new]\nactive=maybe\n");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = House.JSON.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:vedette:problem:invalid-value");
        assertThat(problem.path("errors").toString())
                .isEqualTo(
                        "[{\"field\":\"new.active\",\"reason\":\"must be true or false, not \\\"maybe\\\"\",\"line\":6}]");
        assertThat(house.status().path("watches")).hasSize(1);
        assertThat(check(PLUGIN, "[step_main]\nnumprocesses=1\n").statusCode()).isEqualTo(400);
        assertThat(check(PLUGIN, "[step_main]\n_cmd_and_args=true\n").statusCode())
                .isEqualTo(200);
        assertThat(house.put("../../etc/passwd", "").body()).contains("must be directory_observer.ini or plugins");
        assertThat(house.status().path("steps")).isEmpty();
    }

    @Test
    void lastGoodOneOutlivesARestart() throws IOException {
        house.put(WATCHES, section("other", "new.queue"));
        house.stop();
        house.initial(WATCHES, section("kept", "kept.queue"));
        house.start();
        assertThat(house.status().path("watches").toString())
                .contains("\"section\":\"other\"")
                .doesNotContain("kept");
    }

    @Test
    void onlyAnOperatorChangesIt() {
        String body = House.JSON
                .createObjectNode()
                .put("path", WATCHES)
                .put("content", "")
                .toString();
        assertThat(house.send("PUT", "/api/observer/config", body, null).statusCode())
                .isEqualTo(401);
        assertThat(house.send("PUT", "/api/observer/config", body, TestKeys.token("admin", "token"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(house.send("PUT", "/api/observer/config", body, TestKeys.token("viewer", "service"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(house.send("GET", "/api/observer/status", "", TestKeys.token("editor", "token"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(house.send("PUT", "/api/observer/config", body, TestKeys.token("operator", "token"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(house.send("GET", "/api/observer/config", "", TestKeys.token("operator", "token"))
                        .body())
                .contains("\"path\":\"directory_observer.ini\"");
    }

    @Test
    void aFileIsChangedAndRemovedAsItWasSeen() {
        String operator = TestKeys.token("operator", "token");
        house.put(WATCHES, "# first\n");
        String seen = house.send("GET", "/api/observer/config", "", operator).body();
        String tag = '"' + House.JSON.readTree(seen).path(0).path("sha256").asString() + '"';
        String body = House.JSON
                .createObjectNode()
                .put("path", WATCHES)
                .put("content", "# second\n")
                .toString();
        String remove = "/api/observer/config?path=" + WATCHES;
        assertThat(house.send("PUT", "/api/observer/config", body, operator, "If-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(house.send("PUT", "/api/observer/config", body, operator, "If-Match", tag)
                        .statusCode())
                .isEqualTo(200);
        assertThat(house.send("DELETE", remove, "", operator, "If-Match", tag).statusCode())
                .as("it was changed by now")
                .isEqualTo(412);
        delete(WATCHES);
        for (String gone : List.of(tag, "*", "\"\"")) {
            assertThat(house.send("PUT", "/api/observer/config", body, operator, "If-Match", gone)
                            .statusCode())
                    .as("it is gone by now")
                    .isEqualTo(412);
        }
        String document =
                house.send("GET", "/api/openapi/observer", "", operator).body();
        assertThat(House.JSON
                        .readTree(document)
                        .path("paths")
                        .path("/api/observer/config")
                        .path("put")
                        .toString())
                .contains("\"If-Match\"", "\"412\"");
    }

    private void delete(String path) {
        assertThat(house.send("DELETE", "/api/observer/config?path=" + path, "", TestKeys.token("operator", "token"))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> check(String path, String content) {
        String body = House.JSON
                .createObjectNode()
                .put("path", path)
                .put("content", content)
                .toString();
        return house.send("POST", "/api/observer/config/check", body, TestKeys.token("operator", "service"));
    }

    private String done() throws IOException {
        Path file = folder.resolve("done");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** The names on a list; one that comes while its directory is listed for the first time may be told twice. */
    private Set<String> announced(String list) {
        List<String> messages = redis.opsForList().range(list, 0, -1);
        return messages == null
                ? Set.of()
                : messages.stream()
                        .map(message ->
                                House.JSON.readTree(message).path("filename").asString())
                        .collect(Collectors.toSet());
    }

    private static String section(String name, String queue) {
        return "[" + name + "]\nactive=true\ndirectory=" + name + "\nqueue=" + queue + "\n";
    }
}
