package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Point 8: the API in its recorded shapes; a change is in force at once however it was made. */
class WebDbTests {
    private final Suite suite = Suite.shared();

    @Test
    void everyResourceIsListedInItsShape() {
        for (String type : List.of("account", "user", "broker", "check_bundle", "check", "rule_set", "contact_group")) {
            assertThat(suite.door()
                            .get("/v2/" + type)
                            .json(200)
                            .get(0)
                            .get("_cid")
                            .asString())
                    .startsWith("/" + type + "/");
        }
    }

    @Test
    void aChangeByPsqlIsInForceWithinASecond() throws SQLException {
        Trap trap = Trap.create(suite);
        Instant before;
        try (Connection psql = DriverManager.getConnection(suite.webDbUrl(), suite.webDbUser(), suite.webDbPassword());
                PreparedStatement update = psql.prepareStatement(
                        "UPDATE check_bundle SET config = jsonb_set(config, '{secret}', '\"changed-by-psql\"') WHERE id = ?")) {
            update.setLong(1, Long.parseLong(trap.bundle().substring("/check_bundle/".length())));
            before = Instant.now();
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        String path = "/module/httptrap/" + trap.uuid() + "/changed-by-psql";
        Wait.until(
                "the broker takes the new secret",
                () -> suite.brokerDoor().send("PUT", path, "{}").status() == 200);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        trap.push("{}").expect(403);
    }

    @Test
    void wrongFieldsAreNamed() {
        Answer check =
                suite.door().post("/v2/check_bundle", "{\"type\":\"http\",\"period\":1,\"brokers\":[],\"config\":{}}");
        assertThat(check.status()).isEqualTo(400);
        assertThat(check.body()).contains("period").contains("brokers");
        Answer ruleSet = suite.door()
                .post(
                        "/v2/rule_set",
                        "{\"check\":\"/check/1\",\"metric_name\":\"x\",\"metric_type\":\"numeric\",\"rules\":[{\"criteria\":\"sometimes\",\"severity\":9}]}");
        assertThat(ruleSet.status()).isEqualTo(400);
        assertThat(ruleSet.body()).contains("criteria").contains("severity");
        suite.door().get("/v2/check_bundle/999999").expect(404);
    }
}
