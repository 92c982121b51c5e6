package io.vedette.local.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal sees while things happen. Lines of several threads do not mix. */
public final class Progress {

    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    void started(String name, Duration time) {
        say(String.format(Locale.ROOT, "  %-24s ready in %5.1f s", name, time.toMillis() / 1_000.0));
    }
}
