package io.vedette.configmonitor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import io.vedette.webdb.secret.SecretBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /v2/check_bundle} and {@code /v2/check}. */
class CheckBundleTests {
    private final Running running = Running.shared();
    private final Person editor = running.newAccount(Role.EDITOR);
    private final long broker = running.newBroker();

    @Test
    void hasOneCheckOnEachBroker() {
        long other = running.newBroker();
        JsonNode made = post("\"type\": \"host\", \"target\": \"h\", \"brokers\": [\"/broker/%d\", \"/broker/%d\"]"
                .formatted(broker, other));
        assertThat(made.path("brokers")).hasSize(2);
        assertThat(made.path("_checks")).hasSize(2);
        assertThat(made.path("_check_uuids")).hasSize(2);
        assertThat(made.path("period").asInt()).isEqualTo(60);
        assertThat(made.path("timeout").asDouble()).isEqualTo(10);
        assertThat(made.path("status").asString()).isEqualTo("active");
        assertThat(made.path("_last_modified_by").asString()).isEqualTo("/user/" + editor.user());
        assertThat(made.path("_created").asLong()).isPositive();

        JsonNode check = running.ok("GET", "/v2" + made.path("_checks").get(1).asString(), editor.token(), null);
        assertThat(check.path("_check_bundle").asString()).isEqualTo(cid(made));
        assertThat(check.path("_broker").asString()).isEqualTo("/broker/" + other);
        assertThat(check.path("_check_uuid"))
                .isEqualTo(made.path("_check_uuids").get(1));
        assertThat(check.path("_active").asBoolean()).isTrue();
    }

    @Test
    void aBrokerTakenAwayTakesItsCheckAndTheOtherKeepsItsUuid() {
        long other = running.newBroker();
        JsonNode made = post("\"type\": \"host\", \"target\": \"h\", \"brokers\": [\"/broker/%d\", \"/broker/%d\"]"
                .formatted(broker, other));
        long third = running.newBroker();
        JsonNode changed = put(made, "{\"brokers\": [\"/broker/%d\", \"/broker/%d\"]}".formatted(other, third));
        assertThat(changed.path("_checks")).hasSize(2);
        assertThat(changed.path("_check_uuids").get(0))
                .isEqualTo(made.path("_check_uuids").get(1));
        assertThat(running.get("/v2" + made.path("_checks").get(0).asString(), editor.token())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBundleSentBackAsItWasGotChangesNothing() {
        JsonNode made = post("\"type\": \"postgres\", \"target\": \"h\", \"tags\": [\"env:dev\"], \"notes\": \"why\","
                + " \"metric_filters\": [[\"allow\", \".*\"]], \"config\": {\"dsn\": \"jdbc:postgresql://h/d\","
                + " \"user\": \"u\", \"password\": \"geheim\"}, "
                + brokers());
        assertThat(made.path("config").path("password").asString()).isEqualTo("********");
        JsonNode again = put(made, made.toString());
        assertThat(again.path("config")).isEqualTo(made.path("config"));
        assertThat(again.path("_check_uuids")).isEqualTo(made.path("_check_uuids"));
        assertThat(again.path("metric_filters")).isEqualTo(made.path("metric_filters"));
        String kept = running.psql()
                .sql("select config ->> 'password' from check_bundle where id = ?")
                .param(id(made))
                .query(String.class)
                .single();
        assertThat(SecretBox.open(editor.account() + "/password", kept)).isEqualTo("geheim");
    }

    @Test
    void anEmptySettingTakesItAwayAndOneNotSentStays() {
        JsonNode made =
                post("\"type\": \"http\", \"target\": \"h\", \"config\": {\"url\": \"http://h/\", \"body\": \"ok\"}, "
                        + brokers());
        JsonNode changed = put(made, "{\"config\": {\"url\": \"http://h/2\", \"body\": \"\"}}");
        assertThat(changed.path("config").toString()).isEqualTo("{\"url\":\"http://h/2\"}");
        assertThat(put(made, "{\"period\": 30}").path("config").toString()).isEqualTo("{\"url\":\"http://h/2\"}");
    }

    @Test
    void aTrapGetsASecretThatOnlyThoseWhoMayChangeItSee() {
        JsonNode made = post("\"type\": \"httptrap\", \"target\": \"h\", " + brokers());
        String secret = made.path("config").path("secret").asString();
        assertThat(secret).matches("[0-9a-f]{32}");
        assertThat(put(made, "{\"config\": {\"asynch_metrics\": \"false\"}}")
                        .path("config")
                        .path("secret")
                        .asString())
                .isEqualTo(secret);
        Person viewer = running.newUser(editor.account(), Role.VIEWER);
        assertThat(running.ok("GET", "/v2" + cid(made), viewer.token(), null)
                        .path("config")
                        .path("secret")
                        .asString())
                .isEqualTo("********");
    }

    @Test
    void everyWrongFieldIsNamedAtOnceAndNothingIsMade() {
        Answer answer = running.send("POST", "/v2/check_bundle", editor.token(), """
            {"type": "http", "target": "a b", "period": 5, "timeout": "long", "status": "on", "metric_limit": 1.5, "notes": 7,
             "display_name": "wrong", "brokers": ["/broker/%d", "/broker/99999", 3], "tags": ["a b"], "metrics": [{"name": "m"}],
             "metric_filters": [["maybe", ".*"], ["allow", "("]], "config": {"code": "(", "colour": "red", "redirects": "-1"}}\
            """.formatted(broker));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("InvalidValue");
        assertThat(answer.json().path("status").asInt()).isEqualTo(400);
        assertThat(answer.json().path("message").asString())
                .contains(
                        "target: ",
                        "period: must be 10 to 300",
                        "timeout: ",
                        "status: must be one of active, disabled",
                        "metric_limit: ")
                .contains(
                        "notes: ",
                        "brokers[1]: no broker '/broker/99999'",
                        "brokers[2]: ",
                        "tags[0]: ",
                        "metrics[0].type: is missing")
                .contains(
                        "metric_filters[0]: ",
                        "metric_filters[1][1]: ",
                        "config.code: ",
                        "config.redirects: ",
                        "config.url: is missing")
                .contains("config.colour: is no setting of a http check");
        assertThat(running.ok("GET", "/v2/check_bundle?search=(display_name:wrong)", editor.token(), null))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|body: must be a JSON object",
                "{\"type\": \"ping\"}|type: must be one of collectd, dns, external",
                "{\"type\": \"host\"}|target: is missing",
                "{\"type\": \"host\", \"target\": \"h\"}|brokers: is missing",
                "{\"type\": \"host\", \"target\": \"h\", \"brokers\": []}|brokers: must name at least one broker",
                "{\"type\": \"stratcon\", \"target\": \"h\"}|type: a stratcon check is made by the suite itself",
                "{\"type\": \"host\", \"target\": \"h\\u0000\"}|body: must hold no NUL character",
                "{\"type\": \"postgres\", \"target\": \"h\", \"config\": {\"dsn\":"
                        + " \"jdbc:postgresql://h/d?password=x\"}}|config.dsn: ",
                "{\"type\": \"tcp\", \"target\": \"h\", \"config\": {\"port\": 70000}}|config.port: must be a port",
                "{\"type\": \"tcp\", \"target\": \"169.254.169.254\", \"config\": {\"port\": 80}}|target: must not be"
                        + " link-local",
                "{\"type\": \"http\", \"target\": \"h\", \"config\": {\"url\":"
                        + " \"http://u@[::ffff:169.254.169.254]:80/\"}}|config.url: must not be link-local",
                "{\"type\": |the request cannot be read"
            })
    void badInputHasAClearAnswer(String body, String reason) {
        Answer answer = running.send("POST", "/v2/check_bundle", editor.token(), body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asString()).contains(reason);
    }

    @Test
    void theTypeOfABundleStays() {
        JsonNode made = post("\"type\": \"host\", \"target\": \"h\", " + brokers());
        Answer answer = running.send("PUT", "/v2" + cid(made), editor.token(), "{\"type\": \"http\"}");
        assertThat(answer.json().path("message").asString()).isEqualTo("type: cannot be changed; it is host");
    }

    @Test
    void aRetiredBrokerGetsNoNewChecksAndKeepsItsOld() {
        long old = running.newBroker();
        JsonNode made = post("\"type\": \"host\", \"target\": \"h\", \"brokers\": [\"/broker/%d\"]".formatted(old));
        running.psql()
                .sql("update broker set retired = true where id = ?")
                .param(old)
                .update();
        assertThat(put(made, made.toString()).path("_checks")).hasSize(1);
        Answer answer = running.send(
                "POST",
                "/v2/check_bundle",
                editor.token(),
                "{\"type\": \"host\", \"target\": \"h\", \"brokers\": [\"/broker/%d\"]}".formatted(old));
        assertThat(answer.json().path("message").asString()).isEqualTo("brokers[0]: the broker is retired");
    }

    @Test
    void listsByPageOrderAndSearch() {
        for (String name : new String[] {"b one", "a two", "c 100%_"}) {
            post("\"type\": \"host\", \"target\": \"%s\", \"display_name\": \"%s\", ".formatted(name.substring(2), name)
                    + brokers());
        }
        assertThat(names("?order=display_name")).isEqualTo("a two,b one,c 100%_");
        assertThat(names("?order=display_name&dir=desc&size=1&from=1")).isEqualTo("b one");
        assertThat(names("?search=(display_name:*o*)(target:one)")).isEqualTo("b one");
        assertThat(names("?search=%25_")).isEqualTo("c 100%_");
        assertThat(names("?search=(_created:*)&size=2")).isEqualTo("b one,a two");
        assertThat(running.get("/v2/check_bundle?size=0&from=x&dir=up", editor.token())
                        .json()
                        .path("message")
                        .asString())
                .contains("size: ", "from: ", "dir: ");
        assertThat(running.get("/v2/check_bundle?order=colour", editor.token())
                        .json()
                        .path("message")
                        .asString())
                .startsWith("order: 'colour' cannot be used; ");
    }

    @Test
    void aViewerReadsAndChangesNothing() {
        JsonNode made = post("\"type\": \"host\", \"target\": \"h\", " + brokers());
        String viewer = running.newUser(editor.account(), Role.VIEWER).token();
        assertThat(running.get("/v2" + cid(made), viewer).status()).isEqualTo(200);
        assertThat(running.send("PUT", "/v2" + cid(made), viewer, "{}").status())
                .isEqualTo(403);
        assertThat(running.send("DELETE", "/v2" + cid(made), viewer, null).status())
                .isEqualTo(403);
        assertThat(running.send("POST", "/v2/check_bundle", viewer, "{}").status())
                .isEqualTo(403);
    }

    @Test
    void whatIsDeletedIsGone() {
        JsonNode made = post("\"type\": \"host\", \"target\": \"h\", " + brokers());
        running.ok("DELETE", "/v2" + cid(made), editor.token(), null);
        Answer gone = running.get("/v2" + cid(made), editor.token());
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().path("code").asString()).isEqualTo("NotFound");
    }

    private String brokers() {
        return "\"brokers\": [\"/broker/" + broker + "\"]";
    }

    private JsonNode post(String fields) {
        return running.ok("POST", "/v2/check_bundle", editor.token(), "{" + fields + "}");
    }

    private JsonNode put(JsonNode bundle, String body) {
        return running.ok("PUT", "/v2" + cid(bundle), editor.token(), body);
    }

    private String names(String query) {
        StringBuilder names = new StringBuilder();
        running.ok("GET", "/v2/check_bundle" + query, editor.token(), null)
                .forEach(bundle ->
                        names.append(",").append(bundle.path("display_name").asString()));
        return names.substring(1);
    }

    private static String cid(JsonNode resource) {
        return resource.path("_cid").asString();
    }

    private static long id(JsonNode resource) {
        return Long.parseLong(cid(resource).substring("/check_bundle/".length()));
    }
}
