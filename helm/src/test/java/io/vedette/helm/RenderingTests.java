package io.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RenderingTests {
    @TempDir
    Path scratch = Path.of("");

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#variants")
    void everyManifestIsKubernetesOwnToTheLastField(String variant) {
        assertThat(Chart.rendered(variant).resources()).isNotEmpty();
    }

    @Test
    void aFieldKubernetesDoesNotKnowIsRefusedByName() {
        String yaml = """
                apiVersion: v1
                kind: Service
                metadata: {name: it}
                spec: {publishNotReadyAdresses: true}
                """;

        assertThatThrownBy(() -> Manifests.parse("it", yaml)).hasMessageContaining("publishNotReadyAdresses");
    }

    @Test
    void theConnectionTestAsksEveryService() throws IOException {
        Manifests manifests = Chart.renderedHooks("minimal", scratch);

        Pod test = manifests.one(Pod.class, "suite-vedette-connection");
        assertThat(test.getSpec().getContainers())
                .extracting(Container::getName)
                .containsExactlyInAnyOrder(
                        "broker", "stratcon", "detection", "notification", "streaming", "observer", "config-monitor");
        assertThat(test.getSpec().getContainers())
                .allSatisfy(container -> assertThat(container.getCommand().getLast())
                        .matches("http://suite-vedette-" + container.getName()
                                + "\\.watch\\.svc\\.cluster\\.local:\\d+/actuator/health/readiness"));
    }
}
