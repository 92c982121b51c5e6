package io.vedette.local.bench;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where measurements keep what they make, and how long they are. */
final class Scratch {

    private Scratch() {}

    /** How often or how long, from the environment. */
    static int number(String variable, int usual) {
        String text = System.getenv().getOrDefault(variable, Integer.toString(usual));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new StartException(variable + " is no number: " + text + ".", e);
        }
    }

    /** A new folder on the disk that the tree is on; temporary folders may be memory. */
    static Path folder(Path root, String measurement) {
        try {
            Path parent = Files.createDirectories(root.resolve("local/target"));
            return Files.createTempDirectory(parent, "bench-" + measurement + "-");
        } catch (IOException e) {
            throw new StartException("No folder can be made for the measurement: " + e.getMessage() + ".", e);
        }
    }
}
