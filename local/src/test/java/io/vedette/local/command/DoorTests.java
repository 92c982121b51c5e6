package io.vedette.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, as a person runs it. */
class DoorTests {

    private static final Path SCRIPT = Path.of("..", "vedette").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void saysWhatToInstallWithoutAJdk25() throws Exception {
        Said said = run(Map.of("VEDETTE_JVM_FOLDER", "/nowhere", "JAVA_HOME", "/nowhere"), "status");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text().lines().toList())
                .containsExactly(
                        "Vedette needs a JDK 25: install one, for example from https://adoptium.net, or name it with"
                                + " VEDETTE_JAVA_HOME.");
    }

    @Test
    void refusesAJdkThatIsNotThatOne() throws Exception {
        Said said = run(Map.of("VEDETTE_JAVA_HOME", folder.toString()), "status");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).isEqualTo("VEDETTE_JAVA_HOME (" + folder + ") is not a JDK 25.\n");
    }

    @Test
    void listsItsVerbsWithoutAnything() throws Exception {
        Said said = run(Map.of("VEDETTE_JVM_FOLDER", "/nowhere"), "help");

        assertThat(said.code()).isZero();
        assertThat(said.text()).contains("./vedette up", "./vedette bench");
    }

    /** Without the person's own environment, so that only what the test gives can be found. */
    private Said run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(SCRIPT.toString()), List.of(words).stream())
                        .toList())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", onlyTools(), "HOME", folder.toString()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /** The script's own tools, and no Java. */
    private String onlyTools() throws IOException {
        Path tools = folder.resolve("tools");
        if (Files.notExists(tools)) {
            Files.createDirectory(tools);
            for (String tool : List.of("dirname", "grep", "cat", "readlink", "sh", "date", "find", "head")) {
                for (String place : List.of("/usr/bin", "/bin")) {
                    Path program = Path.of(place, tool);
                    if (Files.exists(program) && Files.notExists(tools.resolve(tool))) {
                        Files.createSymbolicLink(tools.resolve(tool), program);
                    }
                }
            }
        }
        return tools.toString();
    }

    private record Said(int code, String text) {}
}
