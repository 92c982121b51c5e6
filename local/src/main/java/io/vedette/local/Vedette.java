package io.vedette.local;

import io.vedette.local.command.Arguments;
import io.vedette.local.command.Command;
import io.vedette.local.guard.StartException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The launcher behind {@code ./vedette}. */
public final class Vedette {

    private Vedette() {}

    /** The system property {@code vedette.root} names the top of the source tree; without it that is the working directory. */
    @SuppressWarnings("SystemOut") // the terminal is what this program talks to
    public static void main(String[] words) {
        try {
            Path root = Path.of(System.getProperty("vedette.root", ""));
            new Command(Arguments.parse(root, words), System.out).run();
            System.exit(0);
        } catch (StartException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
