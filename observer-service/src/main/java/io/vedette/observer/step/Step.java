package io.vedette.observer.step;

import io.vedette.contracts.files.StepQueue;
import io.vedette.observer.watch.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@code [step_<name>]} of a plugin's config.ini, read and resolved.
 *
 * @param queue plugin, step, and so the list it lives on
 * @param command executable and arguments; {@code {PATH}} stands for the file
 * @param processes workers; none is started for zero, its files wait
 * @param timeLimit for one file; then the executable and all it started are killed, and the file counts as failed
 * @param failurePolicy for a file whose executable did not exit with 0
 * @param destination where a file goes on to after an exit with 0; without one it is deleted
 * @param directories what it watches, absolute
 * @param environment all that the executable sees
 * @param workingDirectory where it starts
 */
public record Step(
        StepQueue queue,
        List<String> command,
        int processes,
        Duration timeLimit,
        FailurePolicy failurePolicy,
        @Nullable Destination destination,
        List<Path> directories,
        Map<String, String> environment,
        Path workingDirectory) {

    public Step {
        command = List.copyOf(command);
        directories = List.copyOf(directories);
        environment = Map.copyOf(environment);
    }

    /** {@code plugin/step}. */
    public String title() {
        return queue.plugin() + "/" + queue.step();
    }

    /** {@code plugin.step}, as folders below tmp and trash are called. */
    String folder() {
        return queue.plugin() + "." + queue.step();
    }

    /** The sections MFDATA would generate: {@code step_<plugin>_<step>_<n>}. */
    public List<Watch> watches() {
        var watches = new ArrayList<Watch>();
        for (int n = 0; n < directories.size(); n++) {
            String section = "step_" + queue.plugin() + "_" + queue.step() + "_" + n;
            watches.add(Watch.implied(section, directories.get(n), queue.list()));
        }
        return List.copyOf(watches);
    }
}
