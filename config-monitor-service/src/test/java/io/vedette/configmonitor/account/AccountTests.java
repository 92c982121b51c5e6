package io.vedette.configmonitor.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code /v2/account} and {@code /v2/user}. */
class AccountTests {
    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);

    @Test
    void theCurrentAccountIsTheCallers() {
        JsonNode current = running.ok("GET", "/v2/account/current", admin.token(), null);
        assertThat(current.path("_cid").asString()).isEqualTo("/account/" + admin.account());
        assertThat(current.path("_owner").asString()).isEqualTo("/user/" + admin.user());
        assertThat(running.ok("GET", "/v2/account", admin.token(), null)).hasSize(1);

        JsonNode changed = running.ok(
                "PUT",
                "/v2/account/" + admin.account(),
                admin.token(),
                "{\"name\": \"new\", \"timezone\": \"Europe/Paris\", \"city\": \"Paris\", \"description\": \"d\"}");
        assertThat(changed.path("city").asString()).isEqualTo("Paris");
        assertThat(running.ok("PUT", "/v2/account/current", admin.token(), changed.toString()))
                .isEqualTo(changed);
        assertThat(running.send("PUT", "/v2/account/current", admin.token(), "{\"timezone\": \"Mars\"}")
                        .json()
                        .path("message")
                        .asString())
                .startsWith("timezone: ");
    }

    @Test
    void anAccountKeepsAnAdmin() {
        Person viewer = running.newUser(admin.account(), Role.VIEWER);
        String roles = "{\"users\": [{\"user\": \"/user/%d\", \"role\": \"%s\"}]}";
        assertThat(running.send("PUT", "/v2/account/current", admin.token(), roles.formatted(admin.user(), "Normal"))
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("users: must keep an Admin");
        running.ok("PUT", "/v2/account/current", admin.token(), roles.formatted(viewer.user(), "Admin"));
        running.ok("PUT", "/v2/account/current", admin.token(), roles.formatted(admin.user(), "Read Only"));
        assertThat(running.psql()
                        .sql("select role from app_user where id = ?")
                        .param(admin.user())
                        .query(String.class)
                        .single())
                .isEqualTo("viewer");
    }

    @Test
    void peopleChangeThemselvesAndAnAdminEverybody() {
        Person viewer = running.newUser(admin.account(), Role.VIEWER);
        assertThat(running.ok(
                                "PUT",
                                "/v2/user/current",
                                viewer.token(),
                                "{\"firstname\": \"Gordon\", \"contact_info\": {\"sms\": \"1\"}}")
                        .path("firstname")
                        .asString())
                .isEqualTo("Gordon");
        assertThat(running.send("PUT", "/v2/user/" + admin.user(), viewer.token(), "{}")
                        .status())
                .isEqualTo(403);
        assertThat(running.ok("PUT", "/v2/user/" + viewer.user(), admin.token(), "{\"lastname\": \"Robinson\"}")
                        .path("contact_info")
                        .path("sms")
                        .asString())
                .isEqualTo("1");
        assertThat(running.ok("GET", "/v2/user", viewer.token(), null)).hasSize(2);
        assertThat(running.send("PUT", "/v2/user/current", viewer.token(), "{\"email\": \"nobody\"}")
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("email: must be an e-mail address");
        String taken = running.ok("GET", "/v2/user/current", admin.token(), null)
                .path("email")
                .asString();
        assertThat(running.send(
                                "PUT",
                                "/v2/user/current",
                                viewer.token(),
                                "{\"email\": \"%s\"}".formatted(taken.toUpperCase(java.util.Locale.ROOT)))
                        .status())
                .isEqualTo(409);
    }
}
