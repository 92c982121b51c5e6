package io.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who reaches a broker, and by which port. */
class PushTests {

    @Test
    void eachBrokerIsReachedByAnAddressOfItsOwn() {
        Manifests manifests = Chart.rendered("three-brokers");

        assertThat(IntStream.range(0, 3).mapToObj(ordinal -> "monitoring-broker-" + ordinal))
                .allSatisfy(pod -> {
                    var service = manifests.one(Service.class, pod).getSpec();
                    assertThat(service.getSelector()).containsEntry("statefulset.kubernetes.io/pod-name", pod);
                    assertThat(service.getType()).isEqualTo("LoadBalancer");
                    assertThat(service.getLoadBalancerSourceRanges()).containsExactly("10.0.0.0/8");
                    assertThat(service.getPorts())
                            .extracting(ServicePort::getPort)
                            .containsExactly(43191, 8125);
                });
    }

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void thePlainPortNeverLeavesThePod(Manifests manifests) {
        manifests
                .pods()
                .values()
                .forEach(pod -> assertThat(
                                pod.getSpec().getContainers().getFirst().getPorts())
                        .extracting(ContainerPort::getContainerPort)
                        .doesNotContain(43190));
        manifests
                .all(Service.class)
                .forEach(it -> assertThat(it.getSpec().getPorts())
                        .extracting(ServicePort::getPort)
                        .doesNotContain(43190));
    }

    @Test
    void statsdStaysInThePodWhenNobodyIsNamed() {
        Manifests manifests = Chart.rendered("no-ingress");

        assertThat(manifests.environment("suite-vedette-broker").get("VEDETTE_BROKER_STATSD_ADDRESS"))
                .hasFieldOrPropertyWithValue("value", "127.0.0.1");
        assertThat(manifests
                        .one(Service.class, "suite-vedette-broker-0")
                        .getSpec()
                        .getPorts())
                .extracting(ServicePort::getName)
                .containsExactly("tls");
        assertThat(manifests.all(NetworkPolicy.class)).isEmpty();
    }

    @Test
    void statsdIsForThoseNamedAlone() {
        NetworkPolicyIngressRule statsd =
                Chart.rendered("three-brokers")
                        .one(NetworkPolicy.class, "monitoring-broker")
                        .getSpec()
                        .getIngress()
                        .stream()
                        .filter(rule -> "statsd"
                                .equals(rule.getPorts().getFirst().getPort().getStrVal()))
                        .findFirst()
                        .orElseThrow();

        assertThat(statsd.getFrom()).hasSize(3);
        assertThat(statsd.getFrom().getFirst().getPodSelector().getMatchLabels())
                .containsEntry("app.kubernetes.io/component", "observer");
        assertThat(statsd.getFrom().subList(1, 3))
                .extracting(peer -> peer.getIpBlock().getCidr())
                .containsExactly("10.1.0.0/16", "fd00::/8");
    }

    @Test
    void withPoliciesOnlyThisReleaseReachesItsStores() {
        Manifests manifests = Chart.rendered("three-brokers");

        assertThat(List.of("postgres", "redis", "kafka")).allSatisfy(store -> {
            var rules = manifests
                    .one(NetworkPolicy.class, "monitoring-" + store)
                    .getSpec()
                    .getIngress();
            assertThat(rules)
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.getFrom())
                            .singleElement()
                            .satisfies(peer -> assertThat(peer.getPodSelector().getMatchLabels())
                                    .containsEntry("app.kubernetes.io/instance", Chart.RELEASE)));
        });
    }
}
