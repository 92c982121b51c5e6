package io.vedette.configmonitor.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the operator's programs, no shell between, not longer than they may, and without this service's own passwords. */
final class Programs {
    private static final int MOST_TOLD = 500;

    private Programs() {}

    /** Why it failed, by its own last words; empty when it did not. */
    static Optional<String> run(List<String> command, Duration longest) throws InterruptedException {
        Path said = null;
        try {
            said = Files.createTempFile("vedette-", ".out");
            ProcessBuilder program =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            program.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("VEDETTE_"));
            Process process = program.start();
            try {
                if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                    return Optional.of(command.getFirst() + " took longer than " + longest.toSeconds() + " s");
                }
            } finally {
                process.destroyForcibly();
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(command.getFirst() + " ended with " + process.exitValue() + words(said));
        } catch (IOException e) {
            return Optional.of(command.getFirst() + " cannot be run: " + e.getMessage());
        } finally {
            forget(said);
        }
    }

    private static String words(Path said) throws IOException {
        String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(MOST_TOLD, text.length()));
    }

    private static void forget(@org.jspecify.annotations.Nullable Path said) {
        try {
            if (said != null) {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            said.toFile().deleteOnExit();
        }
    }
}
