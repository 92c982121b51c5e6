package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Points 9 and 10: a file that arrives is processed or explained; changed configuration takes effect, wrong one is refused. */
class ObserverTests {
    private final Suite suite = Suite.shared();

    @Test
    void aFileIsProcessedByItsStepAndShowsAsStreams() throws IOException {
        Path out = Files.createTempDirectory("vedette-step");
        plugin(
                "shout",
                "[step_main]\n_cmd_and_args = sh -c 'tr a-z A-Z < \"$1\" > " + out
                        + "/\"$(basename \"$1\")\"' sh {PATH}\nnumprocesses = 1\n");
        drop("shout", "quiet.txt", "hello");
        Wait.until(
                "the step has run",
                () -> Files.exists(out.resolve("quiet.txt"))
                        && Files.readString(out.resolve("quiet.txt")).equals("HELLO"));
        Wait.until("the file is gone", () -> files("step.shout.main").isEmpty());
        Wait.untilAsserted(
                "its counters are streams",
                () -> assertThat(suite.door()
                                .get("/api/streams?search=number_of_processed_files&size=100")
                                .json(200)
                                .toString())
                        .contains("shout"));
    }

    @Test
    void aFileThatFailsEndsInTrashWithItsReason() throws IOException {
        plugin(
                "fails",
                "[step_main]\n_cmd_and_args = sh -c 'echo no such thing >&2; exit 3' sh {PATH}\nnumprocesses = 1\nfailure_policy = keep\n");
        drop("fails", "bad.txt", "x");
        Path trash = suite.observerData().resolve("trash/fails.main");
        Wait.until("the file is in trash", () -> Files.exists(trash.resolve("bad.txt")));
        Wait.until("with its tags", () -> Files.exists(trash.resolve("bad.txt.tags")));
        assertThat(Files.readString(trash.resolve("bad.txt.tags")))
                .contains("3")
                .contains("no such thing");
    }

    @Test
    void aWrongConfigurationIsRefusedWithItsLineAndTheOldOneStays() throws IOException {
        Path out = Files.createTempDirectory("vedette-step");
        String good = "[step_main]\n_cmd_and_args = cp {PATH} " + out + "/\nnumprocesses = 1\n";
        Path ini = plugin("stays", good);
        drop("stays", "one.txt", "1");
        Wait.until("the step works", () -> Files.exists(out.resolve("one.txt")));
        Instant before = Instant.now();
        Files.writeString(ini, "[step_main]\n_cmd_and_args = cp {PATH} " + out + "/\nnumprocesses = many\n");
        Wait.untilAsserted(
                "the refusal is shown with its line",
                () -> assertThat(suite.door().get("/api/config-files").json(200).toString())
                        .contains("numprocesses")
                        .contains("\"line\":3"));
        assertThat(before).isBefore(Instant.now());
        drop("stays", "two.txt", "2");
        Wait.until("the old configuration still works", () -> Files.exists(out.resolve("two.txt")));
        Files.writeString(ini, good);
    }

    @Test
    void aDirectoryOfTheIniIsWatchedWithoutARestart() throws IOException {
        Path out = Files.createTempDirectory("vedette-step");
        Path incoming = Files.createTempDirectory("vedette-incoming");
        plugin("fetch", "[step_main]\n_cmd_and_args = cp {PATH} " + out + "/\nnumprocesses = 1\n");
        Path ini = suite.configFiles().resolve("directory_observer.ini");
        String section = """

                [accepted]
                active = true
                directory = %s
                queue = step.fetch.main
                """.formatted(incoming);
        Files.writeString(ini, Files.readString(ini) + section);
        Wait.until("a dropped file is taken", () -> {
            Files.writeString(incoming.resolve("x.t"), "x");
            Files.move(incoming.resolve("x.t"), incoming.resolve("x" + System.nanoTime() + ".txt"));
            try (Stream<Path> taken = Files.list(out)) {
                return taken.findAny().isPresent();
            }
        });
    }

    private Path plugin(String name, String ini) throws IOException {
        Path folder =
                Files.createDirectories(suite.configFiles().resolve("plugins").resolve(name));
        Path file = folder.resolve("config.ini");
        Files.writeString(file, ini);
        Wait.untilAsserted(
                "plugin " + name + " is applied",
                () -> assertThat(suite.door()
                                .get("/api/observer/status")
                                .json(200)
                                .toString())
                        .contains(name));
        return file;
    }

    private void drop(String plugin, String name, String content) throws IOException {
        Path folder = suite.observerData().resolve("step." + plugin + ".main");
        Files.createDirectories(folder);
        Path working = Files.writeString(folder.resolve(name + ".t"), content);
        Files.move(working, folder.resolve(name));
    }

    private java.util.List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(suite.observerData().resolve(folder))) {
            return files.toList();
        }
    }
}
