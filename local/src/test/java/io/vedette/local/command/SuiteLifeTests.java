package io.vedette.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.contracts.door.Service;
import io.vedette.local.suite.SuiteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The launcher as a process, with the real servers and services that are stand-ins. */
class SuiteLifeTests {

    @TempDir
    Path root;

    private final List<Process> launchers = new ArrayList<>();

    @BeforeEach
    void build() throws IOException {
        for (Service service : Service.values()) {
            FakeService.build(root.resolve(service.title() + "/target/" + service.title() + ".jar"));
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process launcher : launchers) {
            launcher.destroy();
            launcher.waitFor();
        }
    }

    @Test
    void aKilledLauncherLeavesNothingRunningAndNothingCorrupt() throws Exception {
        Process first = launch("run");
        JsonNode suite = awaitReady(first);
        execute(suite, "CREATE TABLE kept (number int)");
        List<Long> pids = pids(suite);
        assertThat(pids).hasSize(10);

        first.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(20)).until(() -> pids.stream().noneMatch(SuiteLifeTests::isAlive));
        JsonNode again = awaitReady(launch("run"));
        execute(again, "INSERT INTO kept VALUES (1)");
        assertThat(again.path("ports").path("postgres"))
                .isEqualTo(suite.path("ports").path("postgres"));
    }

    @Test
    void stopsTheLastStartedFirst() throws Exception {
        Process launcher = launch("run");
        List<Long> pids = pids(awaitReady(launcher));

        Said down = run("down");

        assertThat(down.code()).isZero();
        assertThat(launcher.waitFor()).isEqualTo(143);
        assertThat(pids).noneMatch(SuiteLifeTests::isAlive);
        assertThat(stopped("observer")).isLessThanOrEqualTo(stopped("config-monitor"));
        assertThat(SuiteFile.read(root.resolve("data/run/suite.json"))).isEmpty();
        assertThat(run("status").text()).contains("No suite runs on " + root.resolve("data"));
    }

    @Test
    void showsEachProcessAndRefusesASecondSuite() throws Exception {
        Process launcher = launch("run");
        awaitReady(launcher);

        Said status = run("status");
        Said second = run("run", "--free-ports");

        assertThat(status.code()).isZero();
        assertThat(status.text()).contains("postgres", "kafka", "stratcon-service", "launcher", "together");
        assertThat(status.text().lines().filter(line -> line.contains(" up "))).hasSize(10);
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.text()).contains("The suite already runs on " + root.resolve("data"));
    }

    private Process launch(String verb) throws IOException {
        Process launcher = new ProcessBuilder(command(verb, "--free-ports"))
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("launcher.txt").toFile())
                .start();
        launchers.add(launcher);
        return launcher;
    }

    private Said run(String... words) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command(words)).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dvedette.root=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                "io.vedette.local.Vedette"));
        command.addAll(Arrays.asList(words));
        return command;
    }

    private JsonNode awaitReady(Process launcher) {
        Path file = root.resolve("data/run/suite.json");
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            assertThat(launcher.isAlive())
                    .as(() -> read(root.resolve("launcher.txt")))
                    .isTrue();
            return SuiteFile.read(file)
                    .filter(suite -> suite.path("ready").asBoolean())
                    .filter(suite -> pids(suite).contains(launcher.pid()))
                    .isPresent();
        });
        return SuiteFile.read(file).orElseThrow();
    }

    private long stopped(String home) throws IOException {
        return Long.parseLong(
                Files.readString(root.resolve("data").resolve(home).resolve("stopped")));
    }

    private static List<Long> pids(JsonNode suite) {
        return suite.path("processes").values().stream()
                .map(process -> process.path("pid").asLong())
                .toList();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void execute(JsonNode suite, String sql) throws Exception {
        JsonNode webdb = suite.path("webdb");
        try (Connection connection = DriverManager.getConnection(
                        webdb.path("url").asString(),
                        webdb.path("user").asString(),
                        webdb.path("password").asString());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Said(int code, String text) {}
}
