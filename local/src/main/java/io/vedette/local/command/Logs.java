package io.vedette.local.command;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows the end of a log and what is added to it, until Ctrl-C. */
final class Logs {

    private final Arguments arguments;

    Logs(Arguments arguments) {
        this.arguments = arguments;
    }

    void run() {
        Path folder = arguments.settings().logFolder();
        String name = arguments.name("the name of a log: " + known(folder));
        Path log = List.of(name, name + "-service").stream()
                .map(title -> folder.resolve(title + ".log"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(
                        () -> new StartException("There is no log of " + name + "; there are " + known(folder) + "."));
        try {
            new ProcessBuilder("tail", "-n", "200", "-F", log.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StartException(log + " cannot be shown: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String known(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "none";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - ".log".length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw new StartException(folder + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
