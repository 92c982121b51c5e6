package io.vedette.local.bench;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Figures of one measurement, told twice: as a table to the person, as JSON to whoever compares. */
final class Results {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LINE = "%-34s %12s %-8s %12s%n";

    private final Path folder;
    private final PrintStream out;

    /**
     * @param root top of the source tree
     */
    Results(Path root, PrintStream out) {
        this.folder = root.resolve("benchmarks").resolve("results");
        this.out = out;
    }

    /** Throws {@link StartException} at the end when a figure is beyond its limit. */
    void tell(String benchmark, List<Figure> figures) {
        out.printf(Locale.ROOT, LINE, "FIGURE", "VALUE", "UNIT", "LIMIT");
        for (Figure figure : figures) {
            out.printf(
                    Locale.ROOT,
                    LINE,
                    figure.name(),
                    "%.2f".formatted(figure.value()),
                    figure.unit(),
                    Double.isInfinite(figure.limit()) ? "" : "%.2f".formatted(figure.limit()));
        }
        Path file = write(benchmark, figures);
        out.println("Written to " + file);
        List<String> beyond = figures.stream()
                .filter(figure -> !figure.isWithinLimit())
                .map(Figure::name)
                .toList();
        if (!beyond.isEmpty()) {
            throw new StartException("Beyond the limit: " + String.join(", ", beyond) + ".");
        }
    }

    private Path write(String benchmark, List<Figure> figures) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("benchmark", benchmark);
        all.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        all.put("cpus", Runtime.getRuntime().availableProcessors());
        all.put("java", System.getProperty("java.vm.version"));
        all.put("figures", figures.stream().map(Results::describe).toList());
        try {
            Path file = Files.createDirectories(folder).resolve(benchmark + ".json");
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
            return file;
        } catch (IOException e) {
            throw new StartException("The results cannot be written to " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static Map<String, Object> describe(Figure figure) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", figure.name());
        described.put("value", Math.round(figure.value() * 1_000) / 1_000.0);
        described.put("unit", figure.unit());
        if (!Double.isInfinite(figure.limit())) {
            described.put("limit", figure.limit());
        }
        return described;
    }
}
