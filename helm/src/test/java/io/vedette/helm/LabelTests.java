package io.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelTests {
    private static final String[] IDENTITY = {
        "app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component"
    };

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void everyResourceSaysWhatItIsAndWhoseVersion(Manifests manifests) {
        assertThat(manifests.resources()).allSatisfy(resource -> {
            assertThat(resource.getMetadata().getLabels())
                    .containsKeys(IDENTITY)
                    .containsEntry("app.kubernetes.io/part-of", "vedette")
                    .containsEntry("app.kubernetes.io/managed-by", "Helm")
                    .containsKeys("app.kubernetes.io/version", "helm.sh/chart");
            assertThat(resource.getMetadata().getNamespace()).isEqualTo(Chart.NAMESPACE);
        });
    }

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void noVersionStandsInWhatCannotChange(Manifests manifests) {
        manifests
                .all(Deployment.class)
                .forEach(it ->
                        assertThat(it.getSpec().getSelector().getMatchLabels()).containsOnlyKeys(IDENTITY));
        manifests.all(StatefulSet.class).forEach(it -> {
            assertThat(it.getSpec().getSelector().getMatchLabels()).containsOnlyKeys(IDENTITY);
            assertThat(it.getSpec().getVolumeClaimTemplates())
                    .extracting(PersistentVolumeClaim::getMetadata)
                    .allSatisfy(claim -> assertThat(claim.getLabels()).containsOnlyKeys(IDENTITY));
        });
    }

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void everyWorkloadSelectsItsOwnPodsAndNoOthers(Manifests manifests) {
        manifests.pods().forEach((name, pod) -> {
            Map<String, String> labels = pod.getMetadata().getLabels();
            assertThat(name).endsWith("-" + labels.get("app.kubernetes.io/component"));
            assertThat(labels).containsEntry("app.kubernetes.io/instance", Chart.RELEASE);
        });
        manifests
                .all(Deployment.class)
                .forEach(it -> assertThat(
                                it.getSpec().getTemplate().getMetadata().getLabels())
                        .containsAllEntriesOf(it.getSpec().getSelector().getMatchLabels()));
        manifests
                .all(StatefulSet.class)
                .forEach(it -> assertThat(
                                it.getSpec().getTemplate().getMetadata().getLabels())
                        .containsAllEntriesOf(it.getSpec().getSelector().getMatchLabels()));
    }

    @Test
    void theChartsVersionIsTheSuites() throws IOException {
        String pom = Files.readString(Chart.HOME.resolve("../../pom.xml"));
        String chart = Files.readString(Chart.HOME.resolve("Chart.yaml"));

        String version =
                pom.replaceFirst("(?s).*<artifactId>vedette</artifactId>\\s*<version>([^<-]+)(-SNAPSHOT)?<.*", "$1");
        assertThat(chart).contains("\nappVersion: \"" + version + "\"\n");
    }
}
