package io.vedette.configmonitor.cron;

import io.vedette.service.process.GuardedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A job's command in its shell, so that nothing runs on without its lock. It sees none of config-monitor's own settings. */
final class CronCommand {
    /** Arguments: shell, command, its input, and how it is run. */
    private static final String SCRIPT = """
            if [ "$4" = low ]; then { renice -n 19 -p $$; ionice -c 3 -p $$; } >/dev/null 2>&1; fi
            if [ -n "$3" ]; then printf %s "$3" | "$1" -c "$2"; else exec "$1" -c "$2"; fi
            """;

    private CronCommand() {}

    /** @throws IOException when the system could not start it */
    static GuardedProcess start(CronJob job) throws IOException {
        ProcessBuilder program = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        SCRIPT,
                        "cron",
                        job.environment().getOrDefault("SHELL", "/bin/sh"),
                        job.command(),
                        job.input(),
                        job.limits().low() ? "low" : "usual")
                .redirectErrorStream(true);
        Map<String, String> environment = program.environment();
        environment.keySet().retainAll(List.of("PATH", "HOME", "LANG", "LC_ALL", "LOGNAME", "USER", "TZ"));
        environment.putAll(job.environment());
        Path home = Path.of(environment.getOrDefault("HOME", "/"));
        if (Files.isDirectory(home)) {
            program.directory(home.toFile());
        }
        return GuardedProcess.start("cron", program);
    }
}
