package io.vedette.service.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program in a session and process group of its own, under a guard that kills the group when its input closes: by {@link #close} or because this
 * service died, so that nothing of it works on. What it leaves running in its group ends with it. Its input is empty.
 */
public final class GuardedProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GuardedProcess.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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

    private final Process process;
    private final Tail said;

    private GuardedProcess(Process process, Tail said) {
        this.process = process;
        this.said = said;
    }

    /**
     * @param name what the guard is called among the system's processes
     * @param program its words, surroundings, folder, and where its output goes; kept is the end of what it says of errors, or of both streams when they
     *     are joined
     * @throws IOException when the system could not start a process at all
     */
    public static GuardedProcess start(String name, ProcessBuilder program) throws IOException {
        if (Session.IS_KNOWN) {
            List<String> guarded = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", GUARD, name));
            guarded.addAll(program.command());
            program.command(guarded);
        }
        Process started = program.start();
        return new GuardedProcess(
                started,
                Tail.of(program.redirectErrorStream() ? started.getInputStream() : started.getErrorStream(), name));
    }

    /** Whether it ended meanwhile. */
    public boolean hasEnded(Duration longest) throws InterruptedException {
        return process.waitFor(longest);
    }

    public int exit() {
        return process.exitValue();
    }

    /** The end of what it said, in whole lines, once it has ended. */
    public String lastWords() throws InterruptedException {
        return said.text();
    }

    /** Ends it with all that it started, at once. */
    @Override
    public void close() {
        if (!Session.IS_KNOWN) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            log.trace("its guard is gone", ended);
        }
        process.onExit()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }

    /** Whether the system has setsid(1); where it has not, a program is killed with its descendants, and survives a killed service. */
    private static final class Session {
        static final boolean IS_KNOWN =
                Files.isExecutable(Path.of("/usr/bin/setsid")) || Files.isExecutable(Path.of("/bin/setsid"));
    }
}
