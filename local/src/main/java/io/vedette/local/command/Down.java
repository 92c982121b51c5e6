package io.vedette.local.command;

import io.vedette.local.guard.StartException;
import io.vedette.local.suite.DataFolder;
import io.vedette.local.suite.SuiteSettings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks the launcher to stop everything and waits until it has. */
final class Down {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Arguments arguments;
    private final PrintStream out;

    Down(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    void run() {
        SuiteSettings settings = arguments.settings();
        long launcher = Running.suite(settings)
                .path("processes")
                .path("launcher")
                .path("pid")
                .asLong();
        long begin = System.nanoTime();
        ProcessHandle.of(launcher).ifPresent(ProcessHandle::destroy);
        while (DataFolder.isInUse(settings.data())) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new StartException("The suite has not stopped within " + PATIENCE.toSeconds() + " s; see "
                        + settings.logFolder() + ".");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        out.println(
                "Stopped after " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }
}
