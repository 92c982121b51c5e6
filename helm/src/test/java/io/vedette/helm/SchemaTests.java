package io.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTests {

    @ParameterizedTest
    @CsvSource({
        "minimal,         replicaz,                            1,      replicaz",
        "minimal,         services.broker.replica,             3,      replica",
        "minimal,         services.gateway.replicas,           1,      gateway",
        "minimal,         postgres.external.web.passwort,      x,      passwort",
        "minimal,         ingress.tls.secret,                  x,      secret",
        "minimal,         services.config-monitor.replicas,    2,      services/config-monitor/replicas",
        "minimal,         services.observer.replicas,          2,      services/observer/replicas",
        "minimal,         services.broker.persistence.size,    lots,   services/broker/persistence/size",
        "minimal,         services.streaming.terminationGracePeriodSeconds, 10, terminationGracePeriodSeconds",
        "minimal,         push.service.type,                   Public, push/service/type",
        "minimal,         push.statsd.sources[0],              anyone, push/statsd/sources",
        "minimal,         postgres.enabled,                    false,  postgres/external/web/url",
        "minimal,         cassandra.enabled,                   true,   cassandra/contactPoints",
        "minimal,         cassandra.consistency,               one,    cassandra/consistency",
        "minimal,         redis.enabled,                       false,  redis/external/host",
        "minimal,         kafka.enabled,                       false,  kafka/external/bootstrapServers",
        "external-stores, postgres.external.store.existingSecret, '',  postgres/external/store/existingSecret",
        "external-stores, kafka.external.existingSecret,       '',     kafka/external/existingSecret",
        "external-stores, postgres.external.monitor.existingSecret, '', postgres/external/monitor/existingSecret"
    })
    void aWrongValueIsRefusedByName(String variant, String key, String value, String named) {
        assertThatThrownBy(() -> Chart.template(variant).set(key, value).call()).hasMessageContaining(named);
    }

    @Test
    void everyObjectOfTheSchemaIsClosedUnlessKubernetesOwnsItsShape() throws IOException {
        List<String> open = new ArrayList<>();
        findOpen("", schema(), open);

        assertThat(open)
                .allMatch(
                        path -> path.matches(
                                ".*/(global|affinity|podSelector|namespaceSelector|ipBlock|valueFrom)|.*/(tolerations|extraVolumes|extraVolumeMounts)/items"));
    }

    @Test
    void everyValueHasItsDefaultAndEveryDefaultItsSchema() throws IOException {
        JsonNode values =
                Manifests.YAML.readTree(Chart.HOME.resolve("values.yaml").toFile());
        List<String> top = new ArrayList<>();
        schema().get("properties").fieldNames().forEachRemaining(top::add);
        top.remove("global");

        assertThat(values.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(top);
        assertThat(values.get("serviceDefaults").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        () -> schema().at("/definitions/service/properties").fieldNames());
    }

    private static JsonNode schema() {
        try {
            return Manifests.YAML.readTree(
                    Chart.HOME.resolve("values.schema.json").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void findOpen(String path, JsonNode node, List<String> open) {
        if (node.path("type").asText().equals("object") && !node.has("additionalProperties")) {
            open.add(path);
        }
        node.properties().forEach(entry -> findOpen(path + "/" + entry.getKey(), entry.getValue(), open));
    }
}
