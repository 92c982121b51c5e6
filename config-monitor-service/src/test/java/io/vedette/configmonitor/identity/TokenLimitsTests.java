package io.vedette.configmonitor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tokens that reach less far, are withdrawn, or may be shown by some applications only; people who come by a code. */
class TokenLimitsTests {
    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);

    @Test
    void aScopeLetsInNoFurtherThanItSays() {
        String token = newToken("\"scopes\": [\"check_bundle:read\", \"contact_group:write\"]");
        assertThat(running.get("/v2/check_bundle", token).status()).isEqualTo(200);
        assertThat(running.get("/v2/rule_set", token).status()).isEqualTo(403);
        assertThat(running.send("POST", "/v2/check_bundle", token, "{}").status())
                .isEqualTo(403);
        assertThat(running.send("POST", "/v2/contact_group", token, "{\"name\": \"g\"}")
                        .status())
                .isEqualTo(200);
        assertThat(running.get("/v2/contact_group", token).status()).isEqualTo(200);
        assertThat(running.send("POST", "/api/tokens", token, "{\"name\": \"more\"}")
                        .status())
                .isEqualTo(403);
        assertThat(running.send(
                                "POST",
                                "/api/tokens",
                                admin.token(),
                                "{\"name\": \"x\", \"scopes\": [\"everything\", \"tokens:write\"], \"apps\":"
                                        + " \"perhaps\"}")
                        .json()
                        .path("errors"))
                .hasSize(3);
    }

    @Test
    void aRevokedTokenIsGoodForNothing() {
        String token = newToken("\"role\": \"viewer\"");
        assertThat(running.get("/v2/check_bundle", token).status()).isEqualTo(200);
        String id = newest().path("id").asString();
        assertThat(running.send("DELETE", "/api/tokens/" + id, admin.token(), null)
                        .status())
                .isEqualTo(204);
        assertThat(running.get("/v2/check_bundle", token).status()).isEqualTo(401);
        assertThat(running.send("GET", "/api/keys/revocations", null, null)
                        .json()
                        .path("tokens")
                        .toString())
                .contains(id);
        assertThat(newest().path("revoked").isNull()).isFalse();
    }

    @Test
    void oneMayRevokeOnesOwnAndAnAdminAll() {
        Person viewer = running.newUser(admin.account(), Role.VIEWER);
        newToken("\"role\": \"viewer\"");
        String admins = newest().path("id").asString();
        assertThat(running.send("DELETE", "/api/tokens/" + admins, viewer.token(), null)
                        .status())
                .isEqualTo(404);
        String own = running.psql()
                .sql("select jti::text from api_token where user_id = ?")
                .param(viewer.user())
                .query(String.class)
                .single();
        assertThat(running.send("DELETE", "/api/tokens/" + own, viewer.token(), null)
                        .status())
                .isEqualTo(204);
        assertThat(running.get("/v2/check_bundle", viewer.token()).status()).isEqualTo(401);
    }

    @Test
    void anApplicationNobodyKnowsWaitsUntilItIsLetIn() {
        String token = newToken("\"apps\": \"pending\"");
        String apps = "/api/tokens/" + newest().path("id").asString() + "/apps";
        assertThat(asApp(token, "grafana").status()).isEqualTo(401);
        assertThat(asApp(token, "grafana").json().path("message").asString()).contains("grafana");
        JsonNode seen = running.ok("GET", apps, admin.token(), null);
        assertThat(seen.get(0).path("app").asString()).isEqualTo("grafana");
        assertThat(seen.get(0).path("state").asString()).isEqualTo("pending");

        running.ok("PUT", apps, admin.token(), "{\"app\": \"grafana\", \"state\": \"allow\"}");
        assertThat(asApp(token, "grafana").status()).isEqualTo(200);
        assertThat(asApp(token, "another").status()).isEqualTo(401);
        String etag = running.get(apps, admin.token()).header("ETag");
        String denied = "{\"app\": \"grafana\", \"state\": \"deny\"}";
        assertThat(running.send("PUT", apps, admin.token(), denied, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(running.send("PUT", apps, admin.token(), denied, "If-Match", etag)
                        .status())
                .isEqualTo(200);
        String list = running.get("/api/tokens", admin.token()).header("ETag");
        assertThat(running.send("GET", "/api/tokens", admin.token(), null, "If-None-Match", list)
                        .status())
                .isEqualTo(304);
        assertThat(asApp(token, "grafana").status()).isEqualTo(403);
    }

    @Test
    void aTokenThatDeniesLetsInOnlyWhoIsNamed() {
        String token = newToken("\"apps\": \"deny\"");
        String apps = "/api/tokens/" + newest().path("id").asString() + "/apps";
        assertThat(asApp(token, "cron").status()).isEqualTo(403);
        assertThat(running.get("/v2/check_bundle", token).status()).isEqualTo(403);
        running.ok("PUT", apps, admin.token(), "{\"app\": \"cron\", \"state\": \"allow\"}");
        assertThat(asApp(token, "cron").status()).isEqualTo(200);
    }

    @Test
    void anotherRoleEndsTokensThatSayMore() {
        Person editor = running.newUser(admin.account(), Role.EDITOR);
        assertThat(running.get("/v2/check_bundle", editor.token()).status()).isEqualTo(200);
        running.psql()
                .sql("update app_user set role = 'viewer' where id = ?")
                .param(editor.user())
                .update();
        running.bean(StoredRevocations.class).changed();
        assertThat(running.get("/v2/check_bundle", editor.token()).status()).isEqualTo(401);
        Person gone = running.newUser(admin.account(), Role.VIEWER);
        running.psql()
                .sql("delete from app_user where id = ?")
                .param(gone.user())
                .update();
        running.bean(StoredRevocations.class).changed();
        assertThat(running.get("/v2/check_bundle", gone.token()).status()).isEqualTo(401);
    }

    @Test
    void whoIsInvitedJoinsWithARoleAndAPasswordOnce() {
        Answer invited = running.send(
                "POST",
                "/api/invitations",
                admin.token(),
                "{\"email\": \"new%d@example.com\", \"role\": \"editor\"}".formatted(admin.account()));
        String acceptance = "{\"code\": \"%s\", \"password\": \"a password of mine\", \"firstname\": \"N\"}"
                .formatted(invited.json().path("code").asString());
        Answer joined = running.send("POST", "/api/invitations/acceptance", null, acceptance);
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.json().path("role").asString()).isEqualTo("editor");
        assertThat(running.send("POST", "/api/invitations/acceptance", null, acceptance)
                        .status())
                .isEqualTo(403);
        Answer signedIn = signIn("new" + admin.account() + "@example.com", "a password of mine");
        assertThat(signedIn.json().path("account").asString()).isEqualTo("/account/" + admin.account());
        assertThat(running.send(
                                "POST",
                                "/api/invitations",
                                admin.token(),
                                "{\"email\": \"x@y\", \"role\": \"operator\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theOperatorMakesAccountsAndAnAdminDoesNot() {
        String email = "first" + admin.account() + "@example.com";
        String body = "{\"name\": \"a new one\", \"timezone\": \"Europe/Paris\", \"email\": \"" + email + "\"}";
        assertThat(running.send("POST", "/api/accounts", admin.token(), body).status())
                .isEqualTo(403);
        Answer made = running.send("POST", "/api/accounts", null, body, "X-Vedette-Operator-Key", Running.OPERATOR_KEY);
        Answer joined = running.send(
                "POST",
                "/api/invitations/acceptance",
                null,
                "{\"code\": \"%s\", \"password\": \"a password of mine\"}"
                        .formatted(made.json().path("invitation").asString()));
        assertThat(joined.json().path("role").asString()).isEqualTo("admin");
        assertThat(signIn(email, "a password of mine").json().path("account").asString())
                .isEqualTo(made.json().path("account").asString());
    }

    @Test
    void aLostPasswordIsReplacedByACodeAndOldSessionsAreOver() {
        Person viewer = running.newUser(admin.account(), Role.VIEWER);
        String email = running.psql()
                .sql("update app_user set password_hash = ? , must_change_password = false where id = ? returning"
                        + " email")
                .params(running.bean(Passwords.class).hash("the lost password"), viewer.user())
                .query(String.class)
                .single();
        Answer made = running.send("POST", "/api/users/" + viewer.user() + "/password-reset", admin.token(), null);
        String code = made.json().path("code").asString();
        assertThat(running.send(
                                "POST",
                                "/api/session/reset",
                                null,
                                "{\"code\": \"%s\", \"password\": \"short\"}".formatted(code))
                        .status())
                .isEqualTo(400);
        assertThat(running.send(
                                "POST",
                                "/api/session/reset",
                                null,
                                "{\"code\": \"%s\", \"password\": \"the new password\"}".formatted(code))
                        .status())
                .isEqualTo(204);
        assertThat(signIn(email, "the lost password").status()).isEqualTo(401);
        assertThat(signIn(email, "the new password").status()).isEqualTo(200);
        assertThat(running.send("GET", "/api/keys/revocations", null, null)
                        .json()
                        .path("sessions")
                        .has("/user/" + viewer.user()))
                .isTrue();
    }

    @Test
    void theOperatorKeyGivesANewPasswordToBeChanged() {
        String email = running.psql()
                .sql("select email from app_user where id = ?")
                .param(admin.user())
                .query(String.class)
                .single();
        Answer reset = running.send(
                "POST",
                "/api/password-resets",
                null,
                "{\"email\": \"" + email + "\"}",
                "X-Vedette-Operator-Key",
                Running.OPERATOR_KEY);
        assertThat(reset.status()).isEqualTo(200);
        Answer signedIn = signIn(email, reset.json().path("password").asString());
        assertThat(signedIn.json().path("passwordChangeRequired").asBoolean()).isTrue();
    }

    private Answer signIn(String email, String password) {
        return running.send(
                "POST", "/api/session", null, "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    private Answer asApp(String token, String app) {
        return running.send("GET", "/v2/check_bundle", token, null, "X-Circonus-App-Name", app);
    }

    private String newToken(String limits) {
        return running.ok("POST", "/api/tokens", admin.token(), "{\"name\": \"limited\", " + limits + "}")
                .path("token")
                .asString();
    }

    private JsonNode newest() {
        JsonNode all = running.ok("GET", "/api/tokens", admin.token(), null);
        return all.get(all.size() - 1);
    }
}
