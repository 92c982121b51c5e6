package io.vedette.local.command;

import io.vedette.local.suite.Progress;
import io.vedette.local.suite.RunningSuite;
import java.io.PrintStream;
import java.time.Duration;

/** Starts the suite in the foreground and stays until it is stopped. */
final class Up {

    private final Arguments arguments;
    private final PrintStream out;

    Up(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    /** With {@code greets} the person is told address, password and first metric at the end. */
    void run(boolean greets) {
        Platform.require();
        long begin = System.nanoTime();
        Progress progress = new Progress(out);
        RunningSuite suite = RunningSuite.prepare(arguments.settings(), progress);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "stop"));
        suite.start();
        progress.say("Everything runs after "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
        if (greets) {
            new Welcome(arguments.settings()).print(progress, suite.isFirstStart());
        }
        suite.awaitStop();
    }
}
