package io.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names in manifests lead somewhere: what a cluster would only say when a pod does not start. */
class ReferenceTests {
    /** Secrets that ci values name as the operator's own, with the keys that values.yaml promises to read. */
    private static final Map<String, Set<String>> OPERATORS = Map.of(
            "vedette-first-start",
                    Set.of("admin-password", "operator-key", "secrets-keys", "broker-code", "stratcon-code"),
            "vedette-smtp", Set.of("username", "password"),
            "vedette-web-db", Set.of("username", "password", "owner-username", "owner-password"),
            "vedette-store", Set.of("username", "password"),
            "vedette-cassandra", Set.of("username", "password"),
            "vedette-monitor", Set.of("username", "password"),
            "vedette-redis", Set.of("password"),
            "vedette-kafka", Set.of("sasl-jaas-config"),
            "kafka-ca", Set.of());

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void everySecretAndItsKeyIsThere(Manifests manifests) {
        Map<String, Set<String>> secrets = new HashMap<>(OPERATORS);
        manifests.all(Secret.class).forEach(it -> secrets.put(it.getMetadata().getName(), keysOf(it)));

        containers(manifests).flatMap(container -> container.getEnv().stream()).forEach(variable -> {
            var reference = variable.getValueFrom() == null
                    ? null
                    : variable.getValueFrom().getSecretKeyRef();
            if (reference != null) {
                assertThat(secrets.get(reference.getName()))
                        .as(variable.getName())
                        .contains(reference.getKey());
            }
        });
        volumes(manifests)
                .filter(it -> it.getSecret() != null)
                .forEach(it -> assertThat(secrets.get(it.getSecret().getSecretName()))
                        .as(it.getName())
                        .containsAll(keysOf(it.getSecret().getItems())));
    }

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void everyMountHasItsVolumeAndEveryVolumeItsSource(Manifests manifests) {
        manifests.pods().forEach((name, pod) -> {
            Set<String> volumes =
                    pod.getSpec().getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
            manifests
                    .all(StatefulSet.class)
                    .filter(it -> it.getMetadata().getName().equals(name))
                    .forEach(it -> it.getSpec()
                            .getVolumeClaimTemplates()
                            .forEach(claim -> volumes.add(claim.getMetadata().getName())));
            assertThat(Stream.concat(pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream())
                            .flatMap(container -> container.getVolumeMounts().stream())
                            .map(VolumeMount::getName)
                            .collect(Collectors.toSet()))
                    .as(name)
                    .isEqualTo(volumes);
        });
        volumes(manifests)
                .filter(it -> it.getConfigMap() != null)
                .forEach(it -> assertThat(manifests
                                .one(ConfigMap.class, it.getConfigMap().getName())
                                .getData()
                                .keySet())
                        .containsAll(keysOf(it.getConfigMap().getItems())));
        volumes(manifests)
                .filter(it -> it.getPersistentVolumeClaim() != null)
                .forEach(it -> manifests.one(
                        PersistentVolumeClaim.class,
                        it.getPersistentVolumeClaim().getClaimName()));
    }

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void everyServiceLeadsToAPortOfOneWorkload(Manifests manifests) {
        manifests.all(Service.class).forEach(service -> {
            Map<String, String> selector = new HashMap<>(service.getSpec().getSelector());
            selector.remove("statefulset.kubernetes.io/pod-name");
            List<PodTemplateSpec> pods = manifests.pods().values().stream()
                    .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
                    .toList();
            assertThat(pods).as(service.getMetadata().getName()).hasSize(1);
            Map<String, String> named = pods.getFirst().getSpec().getContainers().getFirst().getPorts().stream()
                    .collect(Collectors.toMap(ContainerPort::getName, ReferenceTests::protocolOf));
            service.getSpec()
                    .getPorts()
                    .forEach(port -> assertThat(named)
                            .as(service.getMetadata().getName())
                            .containsEntry(port.getTargetPort().getStrVal(), protocolOf(port)));
        });
    }

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void theIngressLeadsToPortsOfServices(Manifests manifests) {
        manifests
                .all(Ingress.class)
                .flatMap(it -> it.getSpec().getRules().getFirst().getHttp().getPaths().stream())
                .map(path -> path.getBackend().getService())
                .forEach(backend -> assertThat(manifests
                                .one(Service.class, backend.getName())
                                .getSpec()
                                .getPorts())
                        .extracting(ServicePort::getName)
                        .contains(backend.getPort().getName()));
    }

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void aVariableIsGivenOnceAndAfterThoseItNames(Manifests manifests) {
        containers(manifests).forEach(container -> {
            List<String> names =
                    container.getEnv().stream().map(EnvVar::getName).toList();
            assertThat(names).as(container.getName()).doesNotHaveDuplicates();
            for (int i = 0; i < names.size(); i++) {
                String value = container.getEnv().get(i).getValue();
                if (value != null && value.contains("$(")) {
                    String first = value.replaceFirst("(?s).*?\\$\\((\\w+)\\).*", "$1");
                    assertThat(names.subList(0, i)).as(names.get(i)).contains(first);
                }
            }
        });
    }

    private static Stream<Container> containers(Manifests manifests) {
        return manifests.pods().values().stream()
                .flatMap(pod -> Stream.concat(
                        pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream()));
    }

    private static Stream<Volume> volumes(Manifests manifests) {
        return manifests.pods().values().stream().flatMap(pod -> pod.getSpec().getVolumes().stream());
    }

    private static Set<String> keysOf(Secret secret) {
        return Stream.of(secret.getData(), secret.getStringData())
                .filter(map -> map != null)
                .flatMap(map -> map.keySet().stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> keysOf(List<KeyToPath> items) {
        return items.stream().map(KeyToPath::getKey).collect(Collectors.toSet());
    }

    private static String protocolOf(ContainerPort port) {
        return port.getProtocol() == null ? "TCP" : port.getProtocol();
    }

    private static String protocolOf(ServicePort port) {
        return port.getProtocol() == null ? "TCP" : port.getProtocol();
    }
}
