package io.vedette.configmonitor.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.configmonitor.ConfigTopic;
import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.service.identity.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an operator limits. */
class LimitsTests {
    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);
    private final Person operator = running.newUser(1, Role.OPERATOR);
    private final String path = "/api/accounts/" + admin.account() + "/limits";
    private final long broker = running.newBroker();

    @Test
    void anOperatorSetsThemAndTheAccountReadsThem() {
        Answer before = running.get(path, admin.token());
        assertThat(before.json().path("checks").isNull()).isTrue();
        assertThat(running.send("PUT", path, admin.token(), "{\"checks\": 9}").status())
                .isEqualTo(403);
        assertThat(running.send("PUT", path, operator.token(), "{\"checks\": -1, \"streams\": 0}")
                        .body())
                .contains("checks")
                .contains("streams");
        running.ok("PUT", path, operator.token(), "{\"checks\": 2}");
        assertThat(running.send("PUT", path, operator.token(), "{\"checks\": 3}", "If-Match", before.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(running.get(path, admin.token()).json().path("checks").asInt())
                .isEqualTo(2);
        assertThat(running.get("/api/audit?kind=account_limit", admin.token()).body())
                .contains("/user/" + operator.user());
        assertThat(running.get("/api/accounts/987654/limits", operator.token()).status())
                .isEqualTo(404);
    }

    @Test
    void checksPastTheLimitAreRefusedWithTheFigure() {
        running.ok("PUT", path, operator.token(), "{\"checks\": 2}");
        String first = running.ok("POST", "/v2/check_bundle", admin.token(), bundle(broker))
                .path("_cid")
                .asString();
        running.ok("POST", "/v2/check_bundle", admin.token(), bundle(broker));
        Answer third = running.send("POST", "/v2/check_bundle", admin.token(), bundle(broker));
        assertThat(third.status()).isEqualTo(422);
        assertThat(third.body()).contains("has 2 and may have 2");
        assertThat(running.get(path, admin.token()).json().path("checksNow").asInt())
                .isEqualTo(2);
        String more = "{\"brokers\": [\"/broker/%s\", \"/broker/%s\"]}".formatted(broker, running.newBroker());
        assertThat(running.send("PUT", "/v2" + first, admin.token(), more).status())
                .isEqualTo(422);
        running.ok("DELETE", "/v2" + first, admin.token(), null);
        running.ok("POST", "/v2/check_bundle", admin.token(), bundle(broker));
    }

    @Test
    void theServicesAreToldOfThem() {
        running.ok("POST", "/v2/check_bundle", admin.token(), bundle(broker));
        running.ok("PUT", path, operator.token(), "{\"streams\": 7, \"queryPoints\": 1000}");
        try (ConfigTopic topic = new ConfigTopic(running)) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                ConfigResource account = topic.last("account", admin.account());
                assertThat(account.getAccount().getLimits().getQueryPoints()).isEqualTo(1000);
                String uuid = running.psql()
                        .sql("select uuid::text from bundle_check where account_id = ?")
                        .param(admin.account())
                        .query(String.class)
                        .single();
                assertThat(topic.last("check", uuid).getCheck().getAccountStreams())
                        .isEqualTo(7);
            });
        }
    }

    private static String bundle(long broker) {
        return "{\"type\": \"host\", \"target\": \"h\", \"brokers\": [\"/broker/%s\"]}".formatted(broker);
    }
}
