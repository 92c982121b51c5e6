package io.vedette.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.vedette.contracts.door.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No image can be built in a test; what can be read from the file is. */
class DockerfileTests {
    private static final Path ROOT = Chart.HOME.resolve("../..").normalize();
    private static final Set<String> INSTRUCTIONS =
            Set.of("ARG", "FROM", "WORKDIR", "COPY", "RUN", "LABEL", "ENV", "USER", "ENTRYPOINT");
    private final List<Instruction> instructions = parse(ROOT.resolve("Dockerfile"));

    private record Instruction(String word, String rest) {}

    @Test
    void onlyKnownInstructionsStandInIt() {
        assertThat(instructions).extracting(Instruction::word).isSubsetOf(INSTRUCTIONS);
        assertThat(instructions.getFirst().word()).isEqualTo("FROM");
    }

    @Test
    void aStageCopiesFromAnEarlierOneAndTheRuntimeHasNoCompiler() {
        List<String> stages = new ArrayList<>();
        for (Instruction it : instructions) {
            if (it.word().equals("FROM")) {
                stages.add(it.rest().replaceFirst(".* AS ", ""));
            } else if (it.word().equals("COPY") && it.rest().startsWith("--from=")) {
                assertThat(stages.subList(0, stages.size() - 1))
                        .contains(it.rest().replaceFirst("--from=(\\S+).*", "$1"));
            }
        }
        assertThat(all("FROM")).containsExactly("eclipse-temurin:25-jdk AS build", "eclipse-temurin:25-jre AS runtime");
    }

    @Test
    void itRunsAsTheUserTheChartNamesAndInExecForm() throws IOException {
        JsonNode entrypoint = Manifests.YAML.readTree(all("ENTRYPOINT").getFirst());
        assertThat(entrypoint.isArray()).isTrue();
        assertThat(entrypoint.get(0).asText()).isEqualTo("java");

        PodTemplateSpec pod = Chart.rendered("minimal").pods().get("suite-vedette-broker");
        assertThat(pod).isNotNull();
        long user = pod.getSpec().getSecurityContext().getRunAsUser();
        assertThat(all("USER")).containsExactly(user + ":" + user);
    }

    @Test
    void itsJavaOptionsAreOnesThisJavaKnows() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(java.toString(), "@" + ROOT.resolve("helm/java.options"), "--version")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("arning");
        assertThat(all("COPY")).contains("helm/java.options ./");
        assertThat(all("ENTRYPOINT").getFirst()).contains("\"@java.options\"");
    }

    @Test
    void itBuildsEveryServiceFromWhatStandsInTheTree() {
        assertThat(ROOT.resolve("mvnw")).isExecutable();
        assertThat(ROOT.resolve(".dockerignore")).isRegularFile();
        assertThat(Arrays.stream(Service.values()).map(Service::title))
                .allSatisfy(module -> assertThat(ROOT.resolve(module).resolve("pom.xml"))
                        .content()
                        .contains("<artifactId>spring-boot-maven-plugin</artifactId>"));
    }

    @Test
    void noSecretIsBakedIn() {
        assertThat(instructions)
                .filteredOn(it -> Set.of("ARG", "ENV").contains(it.word()))
                .extracting(Instruction::rest)
                .containsOnly("SERVICE", "VEDETTE_HOME=/var/lib/vedette");
    }

    private List<String> all(String word) {
        return instructions.stream()
                .filter(it -> it.word().equals(word))
                .map(Instruction::rest)
                .toList();
    }

    private static List<Instruction> parse(Path file) {
        try {
            String joined = Files.readString(file).replaceAll("(?m)^#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
            return joined.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(" ", 2))
                    .map(parts -> new Instruction(parts[0], parts[1]))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
