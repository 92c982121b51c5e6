package io.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A setting the chart gives under a name that no service reads would be lost without a word: here it is told. */
class SettingsTests {
    private static final Path ROOT = Chart.HOME.resolve("../..").normalize();
    private static final Pattern SETTINGS = Pattern.compile(
            "@ConfigurationProperties\\(\"([a-z.-]+)\"\\).*?\\brecord \\w+\\((.*?)\\)\\s*(?:\\{|implements)",
            Pattern.DOTALL);
    /** Every service is told its folder; not every one keeps something there. */
    private static final String EVERYONES = "VEDETTE_HOME";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{((?:vedette|VEDETTE)[\\w.-]+)");

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void whatTheChartGivesTheServiceReads(Manifests manifests) {
        List<String> unread = new ArrayList<>();
        manifests.pods().forEach((workload, pod) -> {
            Container container = pod.getSpec().getContainers().getFirst();
            String module = container.getImage().replaceFirst(".*/([\\w-]+):.*", "$1");
            if (module.endsWith("-service")) {
                Set<String> read = readBy(module);
                container.getEnv().stream()
                        .map(EnvVar::getName)
                        .filter(name ->
                                name.startsWith("VEDETTE_") && !EVERYONES.equals(name) && !read.contains(plain(name)))
                        .forEach(name -> unread.add(workload + " " + name));
            }
        });

        assertThat(unread).isEmpty();
    }

    private static Set<String> readBy(String module) {
        return Stream.of(ROOT.resolve(module), ROOT.resolve("platform/service-defaults"))
                .map(root -> root.resolve("src/main"))
                .flatMap(SettingsTests::texts)
                .flatMap(text -> Stream.concat(components(text), placeholders(text)))
                .map(SettingsTests::plain)
                .collect(Collectors.toSet());
    }

    private static Stream<String> components(String text) {
        return SETTINGS.matcher(text)
                .results()
                .flatMap(settings -> Arrays.stream(settings.group(2)
                                .replaceAll("@\\w+(\\([^()]*\\))?", "")
                                .replaceAll("<[^<>]*>", "")
                                .split(","))
                        .map(component ->
                                settings.group(1) + "." + component.strip().replaceFirst("(?s).*\\s", "")));
    }

    private static Stream<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    /** Spring binds {@code A_B_C}, {@code a.b-c} and {@code a.bC} to one another. */
    private static String plain(String name) {
        return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    private static Stream<String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(java|yml)"))
                    .map(SettingsTests::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
