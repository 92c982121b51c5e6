package io.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.vedette.contracts.door.Route;
import io.vedette.contracts.door.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngressTests {

    @Test
    void pathsAreTheRouteTable() {
        List<HTTPIngressPath> paths =
                ingress("minimal").getSpec().getRules().getFirst().getHttp().getPaths();

        assertThat(paths)
                .allSatisfy(path -> assertThat(path.getPathType()).isEqualTo("Prefix"))
                .extracting(path ->
                        path.getPath() + " " + path.getBackend().getService().getName())
                .containsExactlyInAnyOrderElementsOf(Route.TABLE.stream()
                        .map(route -> route.prefix() + " suite-vedette-" + deploymentOf(route.service()))
                        .toList());
    }

    @Test
    void tlsAndHostAreTheOperators() {
        Ingress ingress = ingress("external-stores");

        assertThat(ingress.getSpec().getIngressClassName()).isEqualTo("traefik");
        assertThat(ingress.getSpec().getTls()).singleElement().satisfies(tls -> {
            assertThat(tls.getSecretName()).isEqualTo("vedette-tls");
            assertThat(tls.getHosts()).containsExactly("vedette.example.org");
        });
    }

    @Test
    void thereIsNoneWhenItIsSwitchedOff() {
        assertThat(Chart.rendered("no-ingress").all(Ingress.class)).isEmpty();
    }

    private static Ingress ingress(String variant) {
        return Chart.rendered(variant).one(Ingress.class, "suite-vedette");
    }

    private static String deploymentOf(Service service) {
        return switch (service) {
            case ALERTING -> "notification";
            case BROKER, STRATCON, STREAMING, OBSERVER, CONFIG_MONITOR ->
                service.title().replace("-service", "");
        };
    }
}
