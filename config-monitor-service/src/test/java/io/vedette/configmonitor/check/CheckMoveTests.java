package io.vedette.configmonitor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.configmonitor.ConfigTopic;
import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code /v2/check_move}. */
class CheckMoveTests {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Running running = Running.shared();
    private final Person editor = running.newAccount(Role.EDITOR);
    private final long old = running.newBroker();
    private final long other = running.newBroker();

    @Test
    void isOneChangeOfTheSameCheck() {
        JsonNode bundle = bundle("\"/broker/%d\"".formatted(old));
        String uuid = bundle.path("_check_uuids").get(0).asString();
        String check = bundle.path("_checks").get(0).asString();
        try (ConfigTopic topic = new ConfigTopic(running)) {
            await().atMost(SOON)
                    .until(() -> topic.last("check", uuid).getCheck().getBrokerId() == old);
            int before = Collections.frequency(topic.keys(), "check/" + uuid);

            JsonNode move = move(check, other);
            assertThat(move.path("_broker").asString()).isEqualTo("/broker/" + old);
            assertThat(move.path("_status").asString()).isEqualTo("Moved");
            await().atMost(SOON)
                    .until(() -> topic.last("check", uuid).getCheck().getBrokerId() == other);
            assertThat(Collections.frequency(topic.keys(), "check/" + uuid)).isEqualTo(before + 1);
            assertThat(topic.last("check", uuid).getDeleted()).isFalse();
        }
        JsonNode moved = running.ok("GET", "/v2" + check, editor.token(), null);
        assertThat(moved.path("_broker").asString()).isEqualTo("/broker/" + other);
        assertThat(moved.path("_check_uuid").asString()).isEqualTo(uuid);
    }

    @Test
    void aBrokerThatRunsTheBundleAlreadyOrIsRetiredIsRefused() {
        JsonNode bundle = bundle("\"/broker/%d\", \"/broker/%d\"".formatted(old, other));
        String check = bundle.path("_checks").get(0).asString();
        assertThat(refusal(check, other)).isEqualTo("new_broker: the bundle has a check there already");
        long retired = running.newBroker();
        running.psql()
                .sql("update broker set retired = true where id = ?")
                .param(retired)
                .update();
        assertThat(refusal(check, retired)).isEqualTo("new_broker: the broker is retired");
        assertThat(refusal("/check/0", other)).isEqualTo("check_id: must be 1 to 1000000000000000");
    }

    private JsonNode bundle(String brokers) {
        return running.ok(
                "POST",
                "/v2/check_bundle",
                editor.token(),
                "{\"type\": \"host\", \"target\": \"h\", \"brokers\": [" + brokers + "]}");
    }

    private JsonNode move(String check, long broker) {
        return running.ok("POST", "/v2/check_move", editor.token(), body(check, broker));
    }

    private String refusal(String check, long broker) {
        return running.send("POST", "/v2/check_move", editor.token(), body(check, broker))
                .json()
                .path("message")
                .asString();
    }

    private static String body(String check, long broker) {
        return "{\"check_id\": %s, \"new_broker\": \"/broker/%d\"}"
                .formatted(check.substring("/check/".length()), broker);
    }
}
