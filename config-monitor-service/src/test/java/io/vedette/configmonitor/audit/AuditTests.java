package io.vedette.configmonitor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import io.vedette.webdb.scope.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is written of changes, and the way back. */
class AuditTests {
    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);
    private final long broker = running.newBroker();

    @Test
    void saysWhoChangedWhatFromWhereBeforeAndAfter() {
        String group = newGroup("first");
        running.ok("PUT", "/v2/contact_group/" + group, admin.token(), "{\"name\": \"second\"}");
        JsonNode entry = audit("contact_group", group).get(0);
        assertThat(entry.path("operation").asString()).isEqualTo("update");
        assertThat(entry.path("actor").asString()).isEqualTo("/user/" + admin.user());
        assertThat(entry.path("origin").asString()).isEqualTo("127.0.0.1");
        assertThat(entry.path("before").path("name").asString()).isEqualTo("first");
        assertThat(entry.path("after").path("name").asString()).isEqualTo("second");
        assertThat(entry.path("changed").toString()).contains("\"name\"").doesNotContain("\"reminders\"");

        running.psql()
                .sql("update contact_group set name = 'by hand' where id = ?")
                .param(Long.valueOf(group))
                .update();
        assertThat(audit("contact_group", group).get(0).path("actor").asString())
                .startsWith("psql ");
        running.ok("DELETE", "/v2/contact_group/" + group, admin.token(), null);
        assertThat(audit("contact_group", group).get(0).path("after").isNull()).isTrue();
        assertThat(audit("contact_group", group)).hasSize(4);
    }

    @Test
    void nobodyRewritesIt() {
        newGroup("kept");
        assertThatThrownBy(() -> running.psql().sql("delete from audit").update())
                .rootCause()
                .hasMessageContaining("only written on");
        JdbcClient service = running.bean(JdbcClient.class);
        TransactionTemplate transaction = new TransactionTemplate(running.bean(PlatformTransactionManager.class));
        for (String change : List.of(
                "update audit set actor = 'nobody'",
                "delete from audit",
                "insert into audit (change_set, actor, origin, kind, resource_id, operation) values (1, 'a', 'b', 'c',"
                        + " 'd', 'create')")) {
            assertThatThrownBy(() -> Scope.across("test")
                            .run(() -> transaction.executeWithoutResult(
                                    status -> service.sql(change).update())))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void showsNoSecret() {
        JsonNode bundle = newBundle("with a secret", "\"password\": \"hunter2hunter2\"");
        String shown = audit("check_bundle", id(bundle)).toString();
        assertThat(shown).contains("with a secret").doesNotContain("hunter2hunter2");
        running.psql()
                .sql("update app_user set password_hash = 'the-hash-itself' where id = ?")
                .param(admin.user())
                .update();
        assertThat(audit("user", Long.toString(admin.user())).toString())
                .contains("password_hash")
                .doesNotContain("the-hash-itself");
    }

    @Test
    void anEarlierVersionIsComparedAndHadBack() {
        String group = newGroup("first");
        running.ok("PUT", "/v2/contact_group/" + group, admin.token(), "{\"name\": \"second\", \"tags\": [\"a:b\"]}");
        String path = "/api/versions/contact_group/" + group;
        JsonNode versions = running.ok("GET", path, admin.token(), null);
        long first = versions.get(1).path("version").asLong();
        long second = versions.get(0).path("version").asLong();
        JsonNode diff = running.ok("GET", path + "/diff?from=" + first + "&to=" + second, admin.token(), null);
        assertThat(diff.toString()).contains("{\"field\":\"name\",\"from\":\"first\",\"to\":\"second\"}");

        String seen = running.get(path, admin.token()).header("ETag");
        assertThat(seen).isEqualTo("\"" + second + "\"");
        String back = "{\"version\": " + first + "}";
        assertThat(running.send("POST", path + "/rollback", admin.token(), back, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(running.send("POST", path + "/rollback", admin.token(), back, "If-Match", seen)
                        .status())
                .isEqualTo(200);
        JsonNode now = running.ok("GET", "/v2/contact_group/" + group, admin.token(), null);
        assertThat(now.path("name").asString()).isEqualTo("first");
        assertThat(now.path("tags")).isEmpty();
        assertThat(running.ok("GET", path, admin.token(), null)
                        .get(0)
                        .path("version")
                        .asLong())
                .as("going back is a new version")
                .isGreaterThan(second);
        assertThat(running.send("POST", path + "/rollback", admin.token(), "{\"version\": 1}")
                        .status())
                .isEqualTo(404);
        assertThat(running.send("POST", path + "/rollback", admin.token(), "{}").status())
                .isEqualTo(400);
    }

    @Test
    void aDeletedBundleComesBackWithItsChecksAndRuleSets() {
        JsonNode bundle = newBundle("deleted by mistake", "\"password\": \"hunter2hunter2\"");
        String check = bundle.path("_checks").get(0).asString();
        running.ok("POST", "/v2/rule_set", admin.token(), """
            {"check": "%s", "metric_name": "m", "metric_type": "numeric", "rules": [{"criteria": "max value", "value": 1, "severity": 1}]}\
            """.formatted(check));
        running.ok("DELETE", "/v2" + bundle.path("_cid").asString(), admin.token(), null);
        JsonNode deletion = audit("check_bundle", id(bundle)).get(0);
        String undo = "/api/change-sets/" + deletion.path("changeSet").asLong() + "/rollback";

        Answer seen = running.get(undo.replace("/rollback", ""), admin.token());
        assertThat(seen.json().path("entries")).isNotEmpty();
        assertThat(running.send("POST", undo, admin.token(), null, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(running.send("POST", undo, admin.token(), null, "If-Match", seen.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(running.send("POST", undo, admin.token(), null, "If-Match", seen.header("ETag"))
                        .status())
                .as("what was seen is not what there is")
                .isEqualTo(412);
        JsonNode back = running.ok("GET", "/v2" + bundle.path("_cid").asString(), admin.token(), null);
        assertThat(back.path("_checks").get(0).asString()).isEqualTo(check);
        assertThat(back.path("_check_uuids")).isEqualTo(bundle.path("_check_uuids"));
        assertThat(running.ok("GET", "/v2/rule_set?search=(check:" + check.substring(7) + ")", admin.token(), null))
                .hasSize(1);
        assertThat(running.send("POST", undo, admin.token(), null).status())
                .as("it was changed since: by going back")
                .isEqualTo(409);
    }

    private JsonNode audit(String kind, String id) {
        return running.ok("GET", "/api/audit?kind=" + kind + "&id=" + id, admin.token(), null);
    }

    private String newGroup(String name) {
        return id(running.ok("POST", "/v2/contact_group", admin.token(), "{\"name\": \"" + name + "\"}"));
    }

    private JsonNode newBundle(String name, String config) {
        return running.ok("POST", "/v2/check_bundle", admin.token(), """
            {"type": "postgres", "target": "127.0.0.1", "display_name": "%s", "brokers": ["/broker/%d"],
             "config": {"dsn": "jdbc:postgresql://127.0.0.1/x", "user": "u", "sql": "select 1", %s}}\
            """.formatted(name, broker, config));
    }

    private static String id(JsonNode made) {
        String cid = made.path("_cid").asString();
        return cid.substring(cid.lastIndexOf('/') + 1);
    }
}
