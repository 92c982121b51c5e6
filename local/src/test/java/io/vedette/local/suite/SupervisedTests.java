package io.vedette.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.local.guard.GuardedCommand;
import io.vedette.local.guard.GuardedProcess;
import io.vedette.local.guard.StartException;
import io.vedette.local.guard.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTests {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicInteger starts = new AtomicInteger();

    @Test
    void startsAgainWhatEndedUnasked() {
        try (Supervised part = supervised()) {
            part.start();
            long first = pid(part);

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await().until(() -> part.process().isPresent() && pid(part) != first);
            await().until(() -> said().contains("sleeper ended with code 137 and is started again"));
        }
    }

    @Test
    void keepsTryingWhenAStartFails() {
        try (Supervised part = supervised(2)) {
            part.start();

            ProcessHandle.of(pid(part)).orElseThrow().destroyForcibly();

            await().until(() -> part.process().isPresent() && starts.get() == 3);
            assertThat(said()).contains("not this time");
        }
    }

    @Test
    void staysDownOnceStopped() {
        Supervised part = supervised();
        part.start();
        long pid = pid(part);

        part.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        await().during(Duration.ofMillis(600)).until(() -> part.process().isEmpty() && starts.get() == 1);
    }

    @Test
    void tellsThatItsFirstStartFailed() {
        try (Supervised part = supervised(1)) {
            assertThatThrownBy(part::start).isInstanceOf(StartException.class).hasMessage("not this time");
        }
    }

    @Test
    void isUnhealthyWhileItDoesNotRun() {
        try (Supervised part = supervised()) {
            assertThat(part.isHealthy()).isFalse();
            part.start();
            assertThat(part.isHealthy()).isTrue();
        }
    }

    /** Fails at the starts of these numbers. */
    private Supervised supervised(Integer... failing) {
        return new Supervised(
                "sleeper",
                1,
                () -> {
                    if (List.of(failing).contains(starts.incrementAndGet())) {
                        throw new StartException("not this time");
                    }
                    return sleeper();
                },
                () -> true,
                new Progress(new PrintStream(said, true, StandardCharsets.UTF_8)));
    }

    private GuardedProcess sleeper() {
        return GuardedProcess.start(new GuardedCommand(
                "sleeper",
                List.of("sleep", "600"),
                Map.of(),
                folder,
                folder.resolve("log"),
                StopSignal.TERM,
                Duration.ofSeconds(2)));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static long pid(Supervised part) {
        return part.process().orElseThrow().pid();
    }
}
