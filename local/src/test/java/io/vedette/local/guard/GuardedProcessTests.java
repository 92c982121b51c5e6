package io.vedette.local.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTests {

    @TempDir
    Path folder;

    @Test
    void endsAPoliteProgramWithItsSignal() throws Exception {
        GuardedProcess process = start("trap 'echo asked; exit 7' TERM; echo up; while :; do sleep 0.1; done");
        awaitLine("up");

        process.close();

        assertThat(process.onExit().get(5, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(Files.readString(process.log())).contains("asked");
    }

    @Test
    void killsAStubbornProgramAndItsChildren() throws Exception {
        GuardedProcess process = start("trap '' TERM; sleep 600 & echo child $!; while :; do sleep 0.1; done");
        awaitLine("child");
        long child = Long.parseLong(Files.readString(process.log()).strip().substring("child ".length()));

        process.close();

        assertThat(process.isAlive()).isFalse();
        await().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void leavesNothingOfAProgramThatEndedByItself() throws Exception {
        GuardedProcess process = start("sleep 600 & echo child $!; exit 3");
        awaitLine("child");
        long child = Long.parseLong(Files.readString(process.log()).strip().substring("child ".length()));

        assertThat(process.onExit().get(5, TimeUnit.SECONDS)).isEqualTo(3);

        await().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void endsTheProgramWhenItsOwnerIsKilled() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        awaitLine("program");
        long program =
                Long.parseLong(Files.readString(folder.resolve("log")).strip().substring("program ".length()));

        owner.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        ProcessHandle.of(program).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void saysWhichProgramCannotBeStarted() {
        GuardedCommand nowhere = new GuardedCommand(
                "lost",
                List.of("true"),
                Map.of(),
                folder.resolve("nowhere"),
                folder.resolve("log"),
                StopSignal.TERM,
                Duration.ZERO);

        assertThatThrownBy(() -> GuardedProcess.start(nowhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("lost cannot be started");
    }

    @Test
    void hidesTheEnvironmentFromPrints() {
        GuardedCommand command = new GuardedCommand(
                "quiet", List.of("true"), Map.of("PASSWORD", "hush"), folder, folder, StopSignal.TERM, Duration.ZERO);

        assertThat(command.toString()).doesNotContain("hush");
    }

    private GuardedProcess start(String script) {
        return start(folder, script);
    }

    private void awaitLine(String word) {
        await().ignoreExceptions()
                .until(() -> Files.readString(folder.resolve("log")).matches("(?s)" + word + ".*\n"));
    }

    private static GuardedProcess start(Path folder, String script) {
        return GuardedProcess.start(new GuardedCommand(
                "program",
                List.of("sh", "-c", script),
                Map.of(),
                folder,
                folder.resolve("log"),
                StopSignal.TERM,
                Duration.ofSeconds(1)));
    }

    /** A JVM that guards a program, to be killed. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws InterruptedException {
            start(Path.of(arguments[0]), "echo program $$; exec sleep 600");
            Thread.currentThread().join();
        }
    }
}
