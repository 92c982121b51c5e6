package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README's three first steps, run as they are printed; only the folder and the port are this run's own. */
class ReadmeTests {
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    private final Suite suite = Suite.shared();

    @Test
    void theFirstMetricArrives() throws Exception {
        List<String> commands = commands("## Your first metric");
        assertThat(commands).hasSizeLessThanOrEqualTo(3);
        assertThat(run(commands.getFirst())).contains("\"stats\":1");
        Wait.untilAsserted(
                "the stream is found", () -> assertThat(run(commands.getLast())).contains("coffee`cups"));
    }

    @Test
    void theFirstAlertOpens() throws Exception {
        List<String> commands = commands("## Your first alert");
        assertThat(commands).hasSizeLessThanOrEqualTo(3);
        assertThat(run(commands.getFirst())).contains("/rule_set/");
        Wait.untilAsserted("the alert stands", () -> {
            run(commands.get(1));
            assertThat(run(commands.getLast())).contains("coffee`cups");
        });
    }

    @Test
    void theFirstFileStepRuns() throws Exception {
        List<String> commands = commands("## Your first file step");
        assertThat(commands).hasSizeLessThanOrEqualTo(3);
        for (String command : commands) {
            run(command);
        }
        Path folder = suite.observerData().resolve("step.hello.main");
        Wait.until("the file was processed", () -> {
            try (var files = Files.list(folder)) {
                return files.findAny().isEmpty();
            }
        });
        Wait.untilAsserted(
                "and is counted", () -> assertThat(run(commands.getLast())).contains("hello"));
    }

    private static List<String> commands(String heading) throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        Matcher block = BLOCK.matcher(readme.substring(readme.indexOf(heading)));
        assertThat(block.find()).isTrue();
        List<String> commands = new ArrayList<>();
        block.group(1).lines().filter(line -> !line.isBlank()).forEach(commands::add);
        return commands;
    }

    private String run(String command) throws IOException, InterruptedException {
        String ours = command.replaceAll("\\./vedette (\\w+)", "./vedette $1 --data '" + suite.data() + "'")
                .replace("http://localhost:8080", suite.address())
                .replaceAll("(?<= )data/", suite.data() + "/");
        Process shell = new ProcessBuilder("sh", "-c", ours)
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(ours + "\n" + printed).isZero();
        return printed;
    }
}
