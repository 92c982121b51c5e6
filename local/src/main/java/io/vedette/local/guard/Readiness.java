package io.vedette.local.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until a server answers, for as long as its process lives, and tells the end of its log when it does not. */
public final class Readiness {

    private static final int LAST_LINES = 5;

    private Readiness() {}

    /** Returns when it answers; stops it and throws {@link StartException} when it does not within the patience. */
    public static void await(GuardedProcess process, Duration patience, BooleanSupplier answers) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!answers.getAsBoolean()) {
            if (!process.isAlive()) {
                throw failure(process, process.name() + " ended while starting");
            }
            if (System.nanoTime() > deadline) {
                process.close();
                throw failure(process, process.name() + " did not answer within " + patience.toSeconds() + " s");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static StartException failure(GuardedProcess process, String sentence) {
        return new StartException(sentence + "; its log " + process.log() + " ends: " + lastLines(process));
    }

    private static String lastLines(GuardedProcess process) {
        try {
            List<String> lines = Files.readString(process.log(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(unreadable)";
        }
    }
}
