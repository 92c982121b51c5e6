package io.vedette.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.testsupport.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/** An observer, a process of its own, is killed with kill -9 while it works. */
class KillTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void fileBeingWorkedOnIsProcessedAgainAndNoneIsLost() throws Exception {
        try (var house = new House(folder, TestServers.redis())) {
            StringRedisTemplate redis = house.redis();
            redis.delete("step.kill.main");
            house.initial("plugins/kill/config.ini", """
                    [step_main]
                    _cmd_and_args=sh -c 'echo $$ >> %1$s/pids; test -e %1$s/go || sleep 300; basename "$1" >> %1$s/done' sh {PATH}
                    numprocesses=2
                    """.formatted(folder));
            for (int n = 0; n < 10; n++) {
                house.arrive("step.kill.main", "file" + n, "x");
            }
            Process observer = observer(house);
            await().atMost(SOON).until(() -> lines("pids").size() == 2);
            assertThat(house.filesIn("tmp/kill.main")).hasSize(4);
            observer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

            // The guard ends what the dead observer had started.
            await().atMost(SOON).until(() -> lines("pids").stream().noneMatch(KillTests::isAlive));
            assertThat(redis.keys("step.kill.main.processing.*")).isNotEmpty();
            Files.createFile(folder.resolve("go"));
            house.start();
            await().atMost(SOON).until(() -> lines("done").stream().distinct().count() == 10);
            await().atMost(SOON).until(() -> house.filesIn("tmp/kill.main").isEmpty());
            assertThat(lines("done")).hasSize(10);
            assertThat(house.filesIn("step.kill.main")).isEmpty();
            await().atMost(SOON).until(() -> redis.keys("step.kill.main*").isEmpty());
        }
    }

    @Test
    void anotherObserverTakesOverWhenTheLeaseIsOver() throws Exception {
        try (var dead = new House(folder, TestServers.redis());
                var heir = new House(
                        folder.resolve("heir"),
                        TestServers.redis(),
                        "--vedette.observer.queue.lease=2s",
                        "--vedette.observer.data=" + folder.resolve("data_in"))) {
            String config = """
                    [step_main]
                    _cmd_and_args=sh -c 'test -e %1$s/go || sleep 300; basename "$1" >> %1$s/done' sh {PATH}
                    numprocesses=1
                    """.formatted(folder);
            dead.redis().delete("step.heir.main");
            dead.initial("plugins/heir/config.ini", config);
            heir.initial("plugins/heir/config.ini", config);
            dead.arrive("step.heir.main", "orphan", "x");
            Process observer = observer(dead, "--vedette.observer.queue.lease=2s");
            await().atMost(SOON).until(() -> dead.filesIn("tmp/heir.main").size() == 2);
            observer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            Files.createFile(folder.resolve("go"));
            heir.start();
            await().atMost(SOON).until(() -> lines("done").equals(List.of("orphan")));
            await().atMost(SOON).until(() -> dead.filesIn("tmp/heir.main").isEmpty());
        }
    }

    private Process observer(House house, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ObserverApplication.class.getName()));
        command.addAll(house.settings());
        command.addAll(List.of(more));
        Process observer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(house.etc.resolve("log").toFile())
                .start();
        started.add(observer);
        return observer;
    }

    private List<String> lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }
}
