package io.vedette.stratcon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.service.identity.Role;
import io.vedette.stratcon.field.Batch;
import io.vedette.stratcon.field.FieldBroker;
import io.vedette.stratcon.field.Suite;
import io.vedette.testsupport.Server;
import io.vedette.testsupport.TestServers;
import io.vedette.testsupport.WithServers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole service with its cells in Cassandra. */
@WithServers({Server.POSTGRES, Server.KAFKA, Server.CASSANDRA})
@TestPropertySource(properties = {"vedette.store.engine=cassandra", "vedette.store.tend-every=300ms"})
class CassandraStratconTests extends WholeStratcon {

    @BeforeAll
    static void start() {
        TestServers.cassandra();
    }

    @Test
    void whatABrokerJournaledIsAnsweredOutOfCassandraWhileUpkeepGoesOn() throws Exception {
        try (FieldBroker broker = new FieldBroker(CA, 31, "broker-31");
                Suite suite = new Suite()) {
            suite.announce(broker.address());
            long now = System.currentTimeMillis();
            long late = now - Duration.ofDays(3).toMillis();
            broker.append(
                    Batch.of(check, batch -> batch.stream("a").real(now, 3).real(now + 1, 5)));
            broker.append(Batch.of(check, batch -> batch.stream("a").real(late, 7)));
            String question = "/api/data?stream=" + encoded(check + "/a") + "&start=" + (late / 1000 - 3600) + "&end="
                    + (now / 1000 + 1) + "&rollup=1h&function=sum";
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(sum(question)).isEqualTo(15));
            await().untilAsserted(() -> assertThat(broker.checkpoint()).isEqualTo(broker.end()));
        }
    }

    private double sum(String question) throws Exception {
        JsonNode points = JSON.readTree(get(question, 1, Role.VIEWER).body())
                .path("streams")
                .path(0)
                .path("points");
        double sum = 0;
        for (JsonNode point : points) {
            sum += point.path(1).asDouble(0);
        }
        return sum;
    }
}
