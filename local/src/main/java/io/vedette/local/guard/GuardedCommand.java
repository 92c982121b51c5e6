package io.vedette.local.guard;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run under a guard.
 *
 * @param name for messages, and the guard's name in process lists
 * @param command program and arguments; others on the machine can read them, so no secrets
 * @param environment added to the owner's; may hold secrets
 * @param directory working directory, exists
 * @param log standard output and errors are appended here
 * @param stopSignal how it is asked to end
 * @param grace how long it may take to end before it is killed
 */
public record GuardedCommand(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        StopSignal stopSignal,
        Duration grace) {

    public GuardedCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command is empty");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace is negative: " + grace);
        }
    }

    /** Never the environment: it may hold secrets. */
    @Override
    public String toString() {
        return name + " " + command;
    }
}
