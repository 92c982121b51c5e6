package io.vedette.configmonitor.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code /v2/contact_group}. */
class ContactGroupTests {
    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);

    @Test
    void isKeptAsItWasGiven() {
        JsonNode other = post("{\"name\": \"next\"}");
        JsonNode made = post("""
                {"name": "people", "aggregation_window": 60, "always_send_clear": false, "group_type": "oncall", "tags": ["team:web"],
                 "contacts": {"users": [{"user": "/user/%d", "method": "email"}],
                              "external": [{"contact_info": "x@example.com", "method": "email"},
                                           {"contact_info": "{\\"url\\":\\"http://h/\\",\\"method\\":\\"POST\\"}", "method": "http"}]},
                 "escalations": [{"after": 900, "contact_group": "%s"}, null, null, null, null],
                 "reminders": [10, 0, 0, 0, 0], "alert_formats": {"short_message": "{alert_id}"}}""".formatted(admin.user(), other.path("_cid").asString()));
        JsonNode got = running.ok("GET", "/v2" + made.path("_cid").asString(), admin.token(), null);
        assertThat(got).isEqualTo(made);
        assertThat(got.path("contacts")
                        .path("users")
                        .get(0)
                        .path("_contact_info")
                        .asString())
                .contains("@");
        assertThat(got.path("escalations").get(0).path("after").asInt()).isEqualTo(900);
        assertThat(got.path("reminders").get(0).asInt()).isEqualTo(10);

        JsonNode again = running.ok("PUT", "/v2" + made.path("_cid").asString(), admin.token(), got.toString());
        assertThat(again.path("contacts")).isEqualTo(got.path("contacts"));
        assertThat(again.path("escalations")).isEqualTo(got.path("escalations"));
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        Answer answer = running.send("POST", "/v2/contact_group", admin.token(), """
                {"name": "", "group_type": "colour", "aggregation_window": -1, "always_send_clear": "yes", "reminders": [1],
                 "contacts": {"users": [{"user": "/user/0", "method": "pigeon"}],
                              "external": [{"contact_info": "nobody", "method": "email"}, {"contact_info": "{}", "method": "http"}]},
                 "escalations": [{"after": 1}, null, null, null, null]}""");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asString())
                .contains(
                        "name: must not be empty",
                        "group_type: ",
                        "aggregation_window: ",
                        "always_send_clear: must be true or false")
                .contains(
                        "reminders: ",
                        "contacts.users[0].user: no user '/user/0'",
                        "contacts.users[0].method: must be one of email, http, pagerduty, sms")
                .contains("contacts.external[0].contact_info: must be an e-mail address")
                .contains(
                        "contacts.external[1].contact_info: url must be an http or https URL",
                        "escalations[0].after: ");
    }

    @Test
    void eachTypeHasItsOwnWaysOfTelling() {
        String slack = "{\\\"channel\\\":\\\"#ops\\\"}";
        String contacts = "\"contacts\": {\"external\": [{\"contact_info\": \"%s\", \"method\": \"%s\"}]}";
        JsonNode made =
                post("{\"name\": \"s\", \"group_type\": \"slack\", " + contacts.formatted(slack, "slack") + "}");
        String path = "/v2" + made.path("_cid").asString();
        assertThat(made.path("contacts")
                        .path("external")
                        .get(0)
                        .path("contact_info")
                        .asString())
                .contains("#ops");
        String viewer = running.newUser(admin.account(), Role.VIEWER).token();
        assertThat(running.get(path, viewer).body()).doesNotContain("#ops").contains("********");
        assertThat(running.send("PUT", path, admin.token(), "{\"group_type\": \"normal\"}")
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("group_type: normal has contacts by email, http, sms alone");
        assertThat(running.send(
                                "POST",
                                "/v2/contact_group",
                                admin.token(),
                                "{\"name\": \"p\", \"group_type\": \"pagerduty\", "
                                        + contacts.formatted("{}", "pagerduty") + "}")
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("contacts.external[0].contact_info: must be a JSON text with service_key");
    }

    @Test
    void anEditorReadsAndChangesNone() {
        String cid = post("{\"name\": \"g\"}").path("_cid").asString();
        String editor = running.newUser(admin.account(), Role.EDITOR).token();
        assertThat(running.get("/v2" + cid, editor).status()).isEqualTo(200);
        assertThat(running.send("PUT", "/v2" + cid, editor, "{}").status()).isEqualTo(403);
        assertThat(running.send("DELETE", "/v2" + cid, editor, null).status()).isEqualTo(403);
        assertThat(running.send("POST", "/v2/contact_group", editor, "{}").status())
                .isEqualTo(403);
    }

    private JsonNode post(String body) {
        return running.ok("POST", "/v2/contact_group", admin.token(), body);
    }
}
