package io.vedette.local.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running process that ends when this JVM ends, even by kill -9: a small shell script holds the reading end of a pipe whose writing end is
 * here. Stopping is closing that pipe, so that the way down is one and the same in calm and in a crash.
 */
public final class GuardedProcess implements AutoCloseable {

    private static final String SCRIPT = script();

    private final GuardedCommand command;
    private final Process process;
    private final OutputStream pipe;
    private final CompletableFuture<Integer> exit;

    private GuardedProcess(GuardedCommand command, Process process) {
        this.command = command;
        this.process = process;
        this.pipe = process.getOutputStream();
        // A process that ended by itself leaves no watcher and no children behind either.
        this.exit = process.onExit().thenApply(ended -> {
            closePipe();
            return ended.exitValue();
        });
    }

    /** Starts the command; throws {@link UncheckedIOException} when the program or the folder is not there. */
    public static GuardedProcess start(GuardedCommand command) {
        List<String> line = new ArrayList<>(Sessions.own());
        line.addAll(List.of("sh", "-c", SCRIPT, command.name() + "-guard"));
        line.add(command.stopSignal().name());
        line.add(Long.toString(command.grace().toMillis() / 100));
        line.addAll(command.command());
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        try {
            return new GuardedProcess(command, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(command.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    public String name() {
        return command.name();
    }

    /** The process id of the program itself. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Where it writes. */
    public Path log() {
        return command.log();
    }

    /** Completes with the exit code. */
    public CompletableFuture<Integer> onExit() {
        return exit.copy();
    }

    /** Asks the program to end and waits until it has; after the grace it is killed. */
    @Override
    public void close() {
        closePipe();
        try {
            if (!process.waitFor(command.grace().toMillis() + 3_000, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void closePipe() {
        try {
            pipe.close();
        } catch (IOException e) {
            // The reader is gone already, and with it what it guarded.
        }
    }

    private static String script() {
        try (InputStream in = GuardedProcess.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new IllegalStateException("guard.sh is missing beside " + GuardedProcess.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
