package io.vedette.observer.step;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where files are moved: another step, or a plain directory.
 *
 * @param directory absolute
 * @param isStep whether an observer watches it for a step
 */
record Destination(Path directory, boolean isStep) {

    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9_-]+)/([A-Za-z0-9_]+)");

    /** {@code plugin/step} or an absolute path; empty for anything else. */
    static Optional<Destination> of(String text, Path dataIn) {
        Matcher step = STEP.matcher(text);
        if (step.matches()) {
            return Optional.of(new Destination(dataIn.resolve("step." + step.group(1) + "." + step.group(2)), true));
        }
        return text.startsWith("/") ? Optional.of(new Destination(Path.of(text).normalize(), false)) : Optional.empty();
    }
}
