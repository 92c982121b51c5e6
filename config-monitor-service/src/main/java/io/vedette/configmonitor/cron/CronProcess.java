package io.vedette.configmonitor.cron;

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
 * A job's command in a session and process group of its own, under a guard that kills the group when its input closes: by {@link #close} or because
 * config-monitor died, so that nothing runs on without its lock. It sees none of config-monitor's own settings.
 */
final class CronProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CronProcess.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Arguments: shell, command, its input, and how it is run. */
    private static final String GUARD = """
            exec 3<&0 </dev/null
            if [ "$4" = low ]; then { renice -n 19 -p $$; ionice -c 3 -p $$; } >/dev/null 2>&1; fi
            if [ -n "$3" ]; then printf %s "$3" | "$1" -c "$2" 3<&- & else "$1" -c "$2" 3<&- & fi
            child=$!
            ( exec >/dev/null 2>&1; read _ <&3; kill -KILL 0 ) & guard=$!
            exec 3<&-
            wait $child; status=$?
            { kill -KILL $guard; wait $guard; } 2>/dev/null
            trap '' TERM; kill -TERM 0
            exit $status
            """;

    private final Process process;
    private final LastWords output;

    private CronProcess(Process process) {
        this.process = process;
        this.output = new LastWords(process.getInputStream());
    }

    /** @throws IOException when the system could not start it */
    static CronProcess start(CronJob job) throws IOException {
        List<String> command = new ArrayList<>();
        if (Session.IS_KNOWN) {
            command.add("setsid");
        }
        command.addAll(List.of("/bin/sh", "-c", GUARD, "cron"));
        command.add(job.environment().getOrDefault("SHELL", "/bin/sh"));
        command.addAll(List.of(job.command(), job.input(), job.limits().low() ? "low" : "usual"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "HOME", "LANG", "LC_ALL", "LOGNAME", "USER", "TZ"));
        environment.putAll(job.environment());
        Path home = Path.of(environment.getOrDefault("HOME", "/"));
        if (Files.isDirectory(home)) {
            builder.directory(home.toFile());
        }
        return new CronProcess(builder.start());
    }

    /** Whether it ended meanwhile. */
    boolean hasEnded(Duration longest) throws InterruptedException {
        return process.waitFor(longest);
    }

    int exit() {
        return process.exitValue();
    }

    String output() throws InterruptedException {
        return output.text();
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

    /** Whether the system has setsid(1); where it has not, a job is killed with its descendants, and survives a killed config-monitor. */
    private static final class Session {
        static final boolean IS_KNOWN =
                Files.isExecutable(Path.of("/usr/bin/setsid")) || Files.isExecutable(Path.of("/bin/setsid"));
    }
}
