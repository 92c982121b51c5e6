package io.vedette.observer.step;

import io.vedette.service.process.GuardedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a step's executable on one file, so that nothing works on a file that a later life takes up again. */
final class StepProcess {
    private static final int LINES = 10;
    private static final int LONGEST = 500;

    private final Step step;
    private final Map<String, String> environment;

    /** @param environment what the executable sees besides its step's own */
    StepProcess(Step step, Map<String, String> environment) {
        this.step = step;
        this.environment = environment;
    }

    /**
     * @param folder where it starts when its plugin has none
     * @throws IOException when the system could not start a process at all
     */
    Outcome run(Path folder, Path file) throws IOException {
        try (GuardedProcess process = GuardedProcess.start(step.title(), builder(folder, file))) {
            return ended(process);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted();
        }
    }

    private Outcome ended(GuardedProcess process) throws InterruptedException {
        if (process.hasEnded(step.timeLimit())) {
            return new Outcome.Exited(process.exit(), last(process.lastWords()));
        }
        process.close();
        return new Outcome.TimedOut(step.timeLimit(), last(process.lastWords()));
    }

    /** As much as is told of a file. */
    private static List<String> last(String stderr) {
        List<String> lines = stderr.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(line -> line.substring(0, Math.min(LONGEST, line.length())).strip())
                .toList();
    }

    private ProcessBuilder builder(Path folder, Path file) {
        var command = new ArrayList<String>();
        for (String word : step.command()) {
            command.add(word.replace(StepCommand.PATH, file.toString()));
        }
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(step.environment());
        Path home = Files.isDirectory(step.workingDirectory()) ? step.workingDirectory() : folder;
        return builder.directory(home.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
}
