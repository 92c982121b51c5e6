package io.vedette.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of others, from Debian's packages, that send to a broker in a test. {@code .ci/run} installs them. */
public final class Peers {
    private Peers() {}

    /** Where the program is; without it the test is told as left out, in words. */
    public static String find(String program) {
        List<String> folders = new ArrayList<>(
                Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)));
        folders.addAll(List.of("/usr/sbin", "/usr/bin"));
        return folders.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> {
                    String missing = "LEFT OUT: " + program + " is not installed; .ci/run installs it";
                    System.out.println(missing);
                    Assumptions.abort(missing);
                    return "";
                });
    }

    /** One that runs; closing ends it. */
    public record Running(Process process, Path log) implements AutoCloseable {
        /** What it said so far. */
        public String said() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                return "nothing to be read: " + e.getMessage();
            }
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .handle((ended, late) -> process.destroyForcibly())
                    .join();
        }
    }

    /** Starts a program; what it says goes to a file in the folder. */
    public static Running start(Path folder, String... command) throws IOException {
        Path log = folder.resolve("peer.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Running(process, log);
    }
}
