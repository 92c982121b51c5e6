package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Point 1: at first start the suite watches this machine and itself, and live graphs have something to move. */
class FirstScreenTests {
    private final Suite suite = Suite.shared();

    @Test
    void checksWatchThisMachineAndTheSuite() {
        String types = suite.door()
                .get("/v2/check_bundle?size=100")
                .json(200)
                .findValuesAsString("type")
                .toString();
        assertThat(types)
                .contains(
                        "host",
                        "selfcheck",
                        "stratcon",
                        "prometheus",
                        "postgres",
                        "redis",
                        "tcp",
                        "httptrap",
                        "statsd");
    }

    @Test
    void shippedRulesReachTheAdminsContactGroup() {
        JsonNode ruleSets = suite.door().get("/v2/rule_set?size=100").json(200);
        assertThat(ruleSets.findValuesAsString("metric_name"))
                .anyMatch(name -> name.endsWith("`connected"))
                .anyMatch(name -> name.endsWith("`lag_seconds"))
                .contains("disk`used_percent");
        assertThat(ruleSets.toString()).contains(suite.adminGroup());
    }

    @Test
    void theMachinesOwnStreamsMoveLive() {
        String host = suite.checkUuid("host");
        String path = "/api/stream/metrics?stream=" + Door.encode(host + "/cpu`used_percent") + "&stream="
                + Door.encode(host + "/memory`used_percent");
        try (EventStream events = EventStream.open(suite.door(), path)) {
            Wait.until("two rounds of samples", () -> events.named("sample").size() >= 4);
        }
    }

    @Test
    void theSuitesOwnStreamsAreStored() {
        for (String type : List.of("host", "selfcheck", "stratcon", "prometheus", "postgres", "redis", "tcp")) {
            String uuid = suite.checkUuid(type);
            Wait.untilAsserted(
                    type + " has streams",
                    () -> assertThat(suite.door()
                                    .get("/api/streams?check=" + uuid)
                                    .json(200)
                                    .size())
                            .isPositive());
        }
    }

    @Test
    void theBrokerIsKnownToBeConnected() {
        String stratcon = suite.checkUuid("stratcon");
        long now = Instant.now().getEpochSecond();
        String broker = suite.brokerCid().substring("/broker/".length());
        Wait.until(
                "connected is 1",
                () -> Rollups.values(
                                suite, stratcon + "/broker`" + broker + "`connected", now - 120, now + 60, "1m", "last")
                        .contains(1.0));
    }
}
