package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        try (Connection psql = psql()) {
            before = Instant.now();
            assertThat(change(psql, trap, "status = 'disabled'")).isEqualTo(1);
        }
        Wait.until("the broker takes nothing for it", () -> trap.push("{}").status() != 200);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        try (Connection psql = psql()) {
            change(psql, trap, "status = 'active'");
        }
        Wait.until("the broker takes it again", () -> trap.push("{}").status() == 200);
    }

    @Test
    void aSecretInClearIsRefusedByTheWebDb() throws SQLException {
        Trap trap = Trap.create(suite);
        try (Connection psql = psql()) {
            assertThatThrownBy(() -> change(psql, trap, "config = jsonb_set(config, '{secret}', '\"in clear\"')"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no_plain_secret");
        }
        trap.push("{}").expect(200);
    }

    private Connection psql() throws SQLException {
        return DriverManager.getConnection(suite.webDbUrl(), suite.webDbUser(), suite.webDbPassword());
    }

    private static int change(Connection psql, Trap trap, String change) throws SQLException {
        try (PreparedStatement update = psql.prepareStatement("UPDATE check_bundle SET " + change + " WHERE id = ?")) {
            update.setLong(1, Long.parseLong(trap.bundle().substring("/check_bundle/".length())));
            return update.executeUpdate();
        }
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
