package io.vedette.observer.step;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes a step's command of {@code _cmd_and_args}. */
final class StepCommand {

    /** Stands for the file when the executable is started. */
    static final String PATH = "{PATH}";

    private static final String STANDARD_ARGUMENTS = "{STANDARD_STEP_ARGUMENTS}";

    private StepCommand() {}

    /**
     * Executable, as an absolute path, and arguments. The file's path becomes the last argument where none names {@code {PATH}}.
     *
     * @param values of the placeholders, but for the path
     * @throws IllegalArgumentException saying what is wrong
     */
    static List<String> of(String text, Map<String, String> values, PluginPlace place) {
        var known = new HashMap<>(values);
        known.put("PATH", PATH);
        var command = new ArrayList<String>();
        for (String word : CommandLine.split(text)) {
            if (word.equals(STANDARD_ARGUMENTS)) {
                command.add("--step-name=" + values.get("MFDATA_CURRENT_STEP_NAME"));
            } else {
                command.add(Placeholders.replace(Placeholders.SINGLE, word, known));
            }
        }
        if (command.isEmpty()) {
            throw new IllegalArgumentException("names no executable");
        }
        command.set(0, executable(command.get(0), place));
        if (command.stream().noneMatch(word -> word.contains(PATH))) {
            command.add(PATH);
        }
        return List.copyOf(command);
    }

    private static String executable(String name, PluginPlace place) {
        if (name.contains(PATH)) {
            throw new IllegalArgumentException("would execute the file that arrived");
        }
        if (name.contains("/")) {
            Path path = place.home().resolve(name).normalize();
            if (!isExecutable(path)) {
                throw new IllegalArgumentException("is no executable file: " + path);
            }
            return path.toString();
        }
        return Stream.of(place.environment()
                        .getOrDefault("PATH", "/usr/bin:/bin")
                        .split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(StepCommand::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no executable on the PATH is called " + name));
    }

    private static boolean isExecutable(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
