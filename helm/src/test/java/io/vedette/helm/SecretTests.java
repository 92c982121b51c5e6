package io.vedette.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretTests {
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|KEY|CODE|JAAS_CONFIG|AUTH)");

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#all")
    void noSecretStandsInAManifestsEnvironment(Manifests manifests) {
        manifests
                .pods()
                .keySet()
                .forEach(workload -> manifests.environment(workload).forEach((name, variable) -> {
                    if (SECRET.matcher(name).matches() && variable.getValue() != null) {
                        assertThat(variable.getValue())
                                .as(workload + " " + name)
                                .contains("CODE)-");
                    }
                }));
    }

    @Test
    void whatIsGeneratedIsLongAndNeverTheSameTwice() {
        Secret first = fresh();
        Secret second = fresh();

        assertThat(first.getData())
                .containsOnlyKeys("admin-password", "operator-key", "secrets-keys", "broker-code", "stratcon-code");
        assertThat(first.getData().values())
                .allSatisfy(it -> assertThat(Base64.getDecoder().decode(it)).hasSize(32))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(second.getData().values());
    }

    @Test
    void whatTheClusterHoldsIsKept() {
        Cluster.hold("kept-bootstrap", Map.of("admin-password", "from-long-ago", "operator-key", "key"));
        Cluster.hold("kept-kafka", Map.of("password", "the-old-one"));

        Manifests manifests = Manifests.parse(
                "kept",
                Chart.template("minimal").set("fullnameOverride", "kept").call());

        Map<String, String> bootstrap =
                manifests.one(Secret.class, "kept-bootstrap").getData();
        assertThat(new String(Base64.getDecoder().decode(bootstrap.get("admin-password")), UTF_8))
                .isEqualTo("from-long-ago");
        assertThat(Base64.getDecoder().decode(bootstrap.get("broker-code"))).hasSize(32);
        assertThat(manifests.one(Secret.class, "kept-kafka").getStringData().values())
                .allSatisfy(value -> assertThat(value).contains("the-old-one"));
    }

    @Test
    void theOperatorsOwnSecretsAreNotMadeAnew() {
        assertThat(Chart.rendered("external-stores").all(Secret.class)).isEmpty();
    }

    private static Secret fresh() {
        return Manifests.parse("fresh", Chart.template("minimal").call()).one(Secret.class, "suite-vedette-bootstrap");
    }
}
