package io.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadTests {
    private static final Map<String, String> IMAGES = Map.of(
            "suite-vedette-broker", "broker-service",
            "suite-vedette-stratcon", "stratcon-service",
            "suite-vedette-detection", "alerting-service",
            "suite-vedette-notification", "alerting-service",
            "suite-vedette-streaming", "streaming-service",
            "suite-vedette-observer", "observer-service",
            "suite-vedette-config-monitor", "config-monitor-service");

    @Test
    void sixServicesRunWithDetectionAndNotificationApart() {
        Manifests manifests = Chart.rendered("external-stores");

        Map<String, String> images = new TreeMap<>();
        manifests
                .pods()
                .forEach((name, pod) -> images.put(
                        name, pod.getSpec().getContainers().getFirst().getImage()));
        assertThat(images).hasSameSizeAs(IMAGES);
        IMAGES.forEach((name, module) ->
                assertThat(images).containsEntry(name, "registry.example.org/vedette/" + module + ":0.1.0-rc1"));
        assertThat(manifests.environment("suite-vedette-detection").get("SPRING_PROFILES_ACTIVE"))
                .hasFieldOrPropertyWithValue("value", "detection");
        assertThat(manifests.environment("suite-vedette-notification").get("SPRING_PROFILES_ACTIVE"))
                .hasFieldOrPropertyWithValue("value", "notification");
    }

    @Test
    void storesAreBroughtUnlessTheyAreTheOperatorsOwn() {
        assertThat(Chart.rendered("minimal").pods())
                .containsKeys("suite-vedette-postgres", "suite-vedette-redis", "suite-vedette-kafka");
        assertThat(Chart.rendered("no-ingress").pods())
                .containsKey("suite-vedette-postgres")
                .doesNotContainKeys("suite-vedette-redis", "suite-vedette-kafka");
    }

    @Test
    void whatMustSurviveARestartHasAVolume() {
        Manifests manifests = Chart.rendered("three-brokers");

        assertThat(Stream.of("broker", "stratcon", "postgres", "redis", "kafka"))
                .allSatisfy(name -> assertThat(manifests
                                .one(StatefulSet.class, "monitoring-" + name)
                                .getSpec()
                                .getVolumeClaimTemplates())
                        .hasSize(1));
        assertThat(podOf(manifests, "monitoring-observer").getVolumes())
                .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
                .extracting(volume -> volume.getPersistentVolumeClaim().getClaimName())
                .containsExactly("monitoring-observer");
    }

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void everyContainerIsProbedBoundedAndShutIn(Manifests manifests) {
        manifests.pods().forEach((name, pod) -> {
            assertThat(pod.getSpec().getAutomountServiceAccountToken()).as(name).isFalse();
            assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                    .isEqualTo("RuntimeDefault");
            pod.getSpec().getContainers().forEach(container -> {
                assertThat(container.getStartupProbe()).as(name).isNotNull();
                assertThat(container.getLivenessProbe()).as(name).isNotNull();
                assertThat(container.getReadinessProbe()).as(name).isNotNull();
            });
            Stream.concat(pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream())
                    .forEach(container -> assertShutInAndBounded(name, container));
        });
    }

    private static void assertShutInAndBounded(String name, Container container) {
        var security = container.getSecurityContext();
        assertThat(security.getReadOnlyRootFilesystem()).as(name).isTrue();
        assertThat(security.getAllowPrivilegeEscalation()).as(name).isFalse();
        assertThat(security.getRunAsNonRoot()).as(name).isTrue();
        assertThat(security.getCapabilities().getDrop()).as(name).containsExactly("ALL");
        assertThat(container.getResources().getRequests()).as(name).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).as(name).containsKey("memory");
        assertThat(container.getVolumeMounts())
                .as(name)
                .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
    }

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void servicesAreProbedByActuatorGroupsAndGivenTimeToStop(Manifests manifests) {
        services(manifests).forEach((name, pod) -> {
            Container container = pod.getContainers().getFirst();
            assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
            long before = container.getLifecycle().getPreStop().getSleep().getSeconds();
            assertThat(pod.getTerminationGracePeriodSeconds()).as(name).isGreaterThan(before + 30);
        });
    }

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void aBudgetGuardsWhatHasReplicasAndNothingElse(Manifests manifests) {
        Map<String, Integer> replicas = new TreeMap<>();
        manifests
                .all(Deployment.class)
                .forEach(it ->
                        replicas.put(it.getMetadata().getName(), it.getSpec().getReplicas()));
        manifests
                .all(StatefulSet.class)
                .forEach(it ->
                        replicas.put(it.getMetadata().getName(), it.getSpec().getReplicas()));
        replicas.values().removeIf(count -> count < 2);

        assertThat(manifests
                        .all(PodDisruptionBudget.class)
                        .map(it -> it.getMetadata().getName()))
                .containsExactlyInAnyOrderElementsOf(replicas.keySet());
    }

    @Test
    void anUpgradeNeverRunsTwoOfWhatThereIsOne() {
        Manifests manifests = Chart.rendered("minimal");

        assertThat(Stream.of("observer", "config-monitor"))
                .allSatisfy(name -> assertThat(manifests
                                .one(Deployment.class, "suite-vedette-" + name)
                                .getSpec()
                                .getStrategy()
                                .getType())
                        .isEqualTo("Recreate"));
    }

    private static Map<String, PodSpec> services(Manifests manifests) {
        Map<String, PodSpec> services = new TreeMap<>();
        manifests.pods().forEach((name, pod) -> {
            if (!name.matches(".*-(postgres|redis|kafka)")) {
                services.put(name, pod.getSpec());
            }
        });
        assertThat(services).hasSize(7);
        return services;
    }

    private static PodSpec podOf(Manifests manifests, String workload) {
        return manifests.one(Deployment.class, workload).getSpec().getTemplate().getSpec();
    }
}
