package io.vedette.contracts.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTests {

    @ParameterizedTest
    @CsvSource({
        "/, STREAMING",
        "/assets/app.js, STREAMING",
        "/api/stream, STREAMING",
        "/api/stream/metrics, STREAMING",
        "/api/streams, STRATCON",
        "/v2/data/12_cpu, STRATCON",
        "/v2/database, CONFIG_MONITOR",
        "/v2/check_bundle/1, CONFIG_MONITOR",
        "/v2/alert/5, ALERTING",
        "/api/messages, ALERTING",
        "/api/observer/status, OBSERVER",
        "/api/session, CONFIG_MONITOR"
    })
    void everyPathHasOneService(String path, Service service) {
        assertThat(Route.serviceOf(path)).isEqualTo(service);
    }
}
