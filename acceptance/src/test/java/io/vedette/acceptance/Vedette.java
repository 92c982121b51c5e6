package io.vedette.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The suite's door on the command line. */
final class Vedette {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    private Vedette() {}

    static ProcessBuilder command(Path data, String verb, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(TOP.resolve("vedette").toString(), verb, "--data", data.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(TOP.toFile());
    }

    /** Runs a verb that ends and gives what it printed. */
    static String run(Path data, String verb, String... arguments) {
        try {
            Process process =
                    command(data, verb, arguments).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new AssertionError(verb + " ended with " + code + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
