package io.vedette.observer.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step's executable on one file, in a session and process group of its own, under a guard that kills the group when its input closes:
 * by {@link #end} or because the observer died, so that nothing works on a file that a later life takes up again.
 */
final class StepProcess {

    private static final Logger log = LoggerFactory.getLogger(StepProcess.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Ends what the executable left running in its group, too. */
    private static final String GUARD = """
            exec 3<&0 </dev/null
            "$@" 3<&- & child=$!
            ( exec >/dev/null 2>&1; read _ <&3; kill -KILL 0 ) & guard=$!
            exec 3<&-
            wait $child; status=$?
            { kill -KILL $guard; wait $guard; } 2>/dev/null
            trap '' TERM; kill -TERM 0
            exit $status
            """;

    private final Step step;
    private final Map<String, String> environment;

    /** @param environment what the executable sees besides its step's own */
    StepProcess(Step step, Map<String, String> environment) {
        this.step = step;
        this.environment = environment;
    }

    /**
     * @param folder where it starts when its plugin has none
     * @throws IOException when the system could not start a process at all
     */
    Outcome run(Path folder, Path file) throws IOException {
        Process process = builder(folder, file).start();
        Tail stderr = Tail.of(process.getErrorStream(), step.title());
        try {
            if (process.waitFor(step.timeLimit())) {
                return new Outcome.Exited(process.exitValue(), stderr.lines());
            }
            end(process);
            return new Outcome.TimedOut(step.timeLimit(), stderr.lines());
        } catch (InterruptedException stopping) {
            endNow(process);
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted();
        }
    }

    private ProcessBuilder builder(Path folder, Path file) {
        var command = new ArrayList<String>();
        if (Session.IS_KNOWN) {
            command.addAll(List.of("setsid", "/bin/sh", "-c", GUARD, step.title()));
        }
        for (String word : step.command()) {
            command.add(word.replace(StepCommand.PATH, file.toString()));
        }
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(step.environment());
        Path home = Files.isDirectory(step.workingDirectory()) ? step.workingDirectory() : folder;
        return builder.directory(home.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private static void end(Process process) throws InterruptedException {
        close(process);
        if (!process.waitFor(PATIENCE)) {
            process.destroyForcibly();
        }
    }

    private static void endNow(Process process) {
        close(process);
        process.onExit()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    process.destroyForcibly();
                    return process;
                })
                .join();
    }

    private static void close(Process process) {
        if (!Session.IS_KNOWN) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            log.trace("its guard is gone", ended);
        }
    }

    /** Whether the system has setsid(1); where it has not, an executable is killed with its descendants, and survives a killed observer. */
    private static final class Session {
        static final boolean IS_KNOWN =
                Files.isExecutable(Path.of("/usr/bin/setsid")) || Files.isExecutable(Path.of("/bin/setsid"));
    }
}
