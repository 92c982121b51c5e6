package io.vedette.local.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures of the programs a user would run instead, fed with the same values; one that is not installed is named and left out. */
final class PeerFigures {
    private static final Pattern LINE =
            Pattern.compile(".*\"name\": *\"([^\"]+)\".*\"value\": *([0-9.eE+-]+).*\"unit\": *\"([^\"]+)\".*");

    private final Path scripts;
    private final PrintStream out;

    PeerFigures(Path root, PrintStream out) {
        this.scripts = root.resolve("benchmarks/peers");
        this.out = out;
    }

    /**
     * @param prefix of the figures' names
     * @param wanted what a peer's name for a figure must contain
     * @param words what {@code ingest.py} is told
     */
    List<Figure> of(String prefix, Pattern wanted, String... words) {
        List<String> command =
                new ArrayList<>(List.of("python3", scripts.resolve("ingest.py").toString()));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                out.println(words[0] + " is left out");
            }
            return said.lines()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .filter(line -> wanted.matcher(line.group(1)).find())
                    .map(line -> new Figure(prefix + line.group(1), Double.parseDouble(line.group(2)), line.group(3)))
                    .toList();
        } catch (IOException e) {
            out.println(words[0] + " is left out: " + e.getMessage());
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
