package io.vedette.local.command;

import io.vedette.local.guard.Sessions;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.Progress;
import io.vedette.local.suite.SuiteFile;
import io.vedette.local.suite.SuiteSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Starts the suite in a launcher of its own that outlives the terminal, shows what it says until everything runs, and leaves it alone. */
final class Detached {

    private final Arguments arguments;
    private final PrintStream out;

    Detached(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    void run() {
        SuiteSettings settings = arguments.settings();
        boolean isFirstStart = !Files.exists(settings.data().resolve("secrets.properties"));
        Path log = PrivateFiles.folder(settings.logFolder()).resolve("launcher.log");
        try {
            PrivateFiles.write(log, "");
            Process launcher = new ProcessBuilder(command())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            follow(launcher, log);
        } catch (IOException e) {
            throw new StartException("The launcher cannot be started: " + e.getMessage() + ".", e);
        }
        new Welcome(settings).print(new Progress(out), isFirstStart);
    }

    /** Shows the log until the suite is ready. */
    private void follow(Process launcher, Path log) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
            while (!isReady(launcher)) {
                boolean hasEnded = !launcher.isAlive();
                lines.lines().forEach(out::println);
                if (hasEnded) {
                    throw new StartException("The suite did not start; see " + log + ".");
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            lines.lines().forEach(out::println);
        }
    }

    private boolean isReady(Process launcher) {
        return SuiteFile.read(arguments.settings().suiteFile())
                .filter(suite -> suite.path("ready").asBoolean())
                .filter(suite ->
                        suite.path("processes").path("launcher").path("pid").asLong() == launcher.pid())
                .isPresent();
    }

    /** This JVM's own command, in a session of its own. */
    private List<String> command() {
        SuiteSettings settings = arguments.settings();
        List<String> command = new ArrayList<>(Sessions.own());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.vedette.local.Vedette"));
        command.addAll(List.of("run", "--data", settings.data().toString()));
        if (settings.freePorts()) {
            command.add("--free-ports");
        }
        command.addAll(List.of("--port", Integer.toString(settings.gatewayPort())));
        return command;
    }
}
