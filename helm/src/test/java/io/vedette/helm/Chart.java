package io.vedette.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart in this module, as Helm sees it: rendered and linted with the values under {@code ci/}, each once a run. */
final class Chart {
    static final Path HOME = Path.of("vedette").toAbsolutePath();
    static final String RELEASE = "suite";
    static final String NAMESPACE = "watch";
    private static final String KUBERNETES = "1.34.0";
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /** Names of the values under {@code ci/}, without their common end. */
    static Stream<String> variants() {
        try (Stream<Path> files = Files.list(HOME.resolve("ci"))) {
            return files
                    .map(file -> file.getFileName().toString().replace("-values.yaml", ""))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every variant, rendered. */
    static Stream<Manifests> all() {
        return variants().map(Chart::rendered);
    }

    static Manifests rendered(String variant) {
        return RENDERED.computeIfAbsent(
                variant, name -> Manifests.parse(name, template(name).call()));
    }

    /** {@code helm template} with a variant's values, for one more setting to be added. */
    static TemplateCommand template(String variant) {
        return template(HOME, variant);
    }

    private static TemplateCommand template(Path chart, String variant) {
        Cluster.start();
        return new Helm(chart)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(valuesOf(variant));
    }

    /**
     * What only {@code helm test} runs: Helm keeps hooks out of the manifests, so this renders a copy in which they are none.
     *
     * @param scratch an empty folder
     */
    static Manifests renderedHooks(String variant, Path scratch) throws IOException {
        copy(scratch);
        Path test = scratch.resolve("templates/tests/connection.yaml");
        Files.writeString(test, Files.readString(test).replace("helm.sh/hook: test", "hook: test"));
        return Manifests.parse(variant, template(scratch, variant).call());
    }

    /**
     * {@code helm lint --strict} over a copy whose values are overlaid with a variant's: the native lint takes no values file.
     *
     * @param scratch an empty folder
     */
    static LintResult lint(String variant, Path scratch) throws IOException {
        copy(scratch);
        ObjectNode values =
                (ObjectNode) Manifests.YAML.readTree(HOME.resolve("values.yaml").toFile());
        JsonNode overlaid =
                overlay(values, Manifests.YAML.readTree(valuesOf(variant).toFile()));
        Manifests.YAML.writeValue(scratch.resolve("values.yaml").toFile(), overlaid);
        return new Helm(scratch).lint().strict().call();
    }

    private static void copy(Path scratch) throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = scratch.resolve(HOME.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static Path valuesOf(String variant) {
        return HOME.resolve("ci").resolve(variant + "-values.yaml");
    }

    private static JsonNode overlay(JsonNode below, JsonNode above) {
        if (!(below instanceof ObjectNode target) || !above.isObject()) {
            return above;
        }
        above.properties()
                .forEach(entry -> target.set(
                        entry.getKey(),
                        target.has(entry.getKey())
                                ? overlay(target.get(entry.getKey()), entry.getValue())
                                : entry.getValue()));
        return target;
    }
}
