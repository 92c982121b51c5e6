package io.vedette.configmonitor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Credentials;
import io.vedette.service.identity.Role;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Signing in, the first change of password, tokens, and the key they are signed with. */
class SignInTests {
    private static final String PASSWORD = "correct horse";

    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);
    private final String email = running.psql()
            .sql("select email from app_user where id = ?")
            .param(admin.user())
            .query(String.class)
            .single();

    @Test
    void theFirstSessionOpensNothingButTheChangeOfThePassword() {
        givePassword(true);
        Answer first = signIn(email.toUpperCase(java.util.Locale.ROOT), PASSWORD);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("passwordChangeRequired").asBoolean()).isTrue();
        assertThat(first.json().path("user").asString()).isEqualTo("/user/" + admin.user());
        assertThat(first.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/");
        String cookie = cookie(first);
        assertThat(withCookie("GET", "/v2/check_bundle", cookie, null).status()).isEqualTo(403);
        assertThat(withCookie("GET", "/api/session", cookie, null)
                        .json()
                        .path("email")
                        .asString())
                .isEqualTo(email);

        assertThat(changePassword(cookie, "wrong one, surely", "another password")
                        .json()
                        .toString())
                .contains("\"field\":\"current\"");
        assertThat(changePassword(cookie, PASSWORD, "short").json().toString()).contains("\"field\":\"new\"");
        assertThat(changePassword(cookie, PASSWORD, PASSWORD).json().toString()).contains("\"field\":\"new\"");
        Answer changed = changePassword(cookie, PASSWORD, "another password");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("passwordChangeRequired").asBoolean()).isFalse();

        assertThat(withCookie("GET", "/v2/check_bundle", cookie(changed), null).status())
                .isEqualTo(200);
        assertThat(signIn(email, PASSWORD).status()).isEqualTo(401);
        assertThat(signIn(email, "another password")
                        .json()
                        .path("passwordChangeRequired")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreToldAlike() {
        givePassword(false);
        Answer wrong = signIn(email, "not the password");
        Answer unknown = signIn("nobody@example.com", "not the password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(wrong.json().path("type").asString()).isEqualTo("urn:vedette:problem:unauthorized");
        assertThat(signIn("", "").json().path("errors")).hasSize(2);
    }

    @Test
    void whoGuessesTooOftenWaits() {
        givePassword(false);
        for (int n = 0; n < 10; n++) {
            assertThat(signIn(email, "guess " + n).status()).isEqualTo(401);
        }
        assertThat(signIn(email, PASSWORD).status()).isEqualTo(429);
        Person other = running.newUser(admin.account(), Role.VIEWER);
        String otherEmail = running.psql()
                .sql("select email from app_user where id = ?")
                .param(other.user())
                .query(String.class)
                .single();
        assertThat(signIn(otherEmail, "guess").status()).isEqualTo(401);
    }

    @Test
    void passwordsAreKeptAsArgon2id() {
        givePassword(false);
        assertThat(running.psql()
                        .sql("select password_hash from app_user where id = ?")
                        .param(admin.user())
                        .query(String.class)
                        .single())
                .startsWith("$argon2id$");
    }

    @Test
    void signingOutTakesTheCookieAway() {
        givePassword(false);
        Answer out = withCookie("DELETE", "/api/session", cookie(signIn(email, PASSWORD)), null);
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains(Credentials.COOKIE + "=;", "Max-Age=0");
    }

    @Test
    void aTokenIsGoodForItsRoleAndNoMore() {
        String editor = running.newUser(admin.account(), Role.EDITOR).token();
        Answer made = running.send("POST", "/api/tokens", editor, "{\"name\": \"ci\", \"role\": \"viewer\"}");
        String token = made.json().path("token").asString();
        assertThat(running.get("/v2/check_bundle", token).status()).isEqualTo(200);
        assertThat(running.send("POST", "/v2/check_bundle", token, "{}").status())
                .isEqualTo(403);
        assertThat(running.send("GET", "/v2/user/current", null, null, "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(200);
        String basic =
                Base64.getEncoder().encodeToString(("app:" + token).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(running.send("GET", "/v2/user/current", null, null, "Authorization", "Basic " + basic)
                        .status())
                .isEqualTo(200);

        Answer more = running.send(
                "POST", "/api/tokens", editor, "{\"name\": \"\", \"role\": \"admin\", \"expiresInDays\": 0}");
        assertThat(more.status()).isEqualTo(400);
        assertThat(more.json().path("errors")).hasSize(3);
        assertThat(running.ok("GET", "/api/tokens", admin.token(), null).toString())
                .contains("\"ci\"")
                .doesNotContain(token);
    }

    @Test
    void theOperatorKeyBuysTheFirstAdminsToken() {
        Answer made = running.send(
                "POST",
                "/api/tokens",
                null,
                "{\"name\": \"launcher\"}",
                "X-Vedette-Operator-Key",
                Running.OPERATOR_KEY);
        assertThat(made.json().path("role").asString()).isEqualTo("admin");
        assertThat(running.ok(
                                "GET",
                                "/v2/user/current",
                                made.json().path("token").asString(),
                                null)
                        .path("email")
                        .asString())
                .isEqualTo(Running.ADMIN_EMAIL);
        assertThat(running.send(
                                "POST",
                                "/api/tokens",
                                null,
                                "{\"name\": \"x\"}",
                                "X-Vedette-Operator-Key",
                                "wrong key, wrong key")
                        .status())
                .isEqualTo(401);
        assertThat(running.send("GET", "/v2/user", null, null, "X-Vedette-Operator-Key", Running.OPERATOR_KEY)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theKeysArePublishedWithoutTheirPrivateHalf() throws Exception {
        Answer keys = running.send("GET", "/api/keys", null, null);
        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.body()).doesNotContain("\"d\"");
        JWKSet published = JWKSet.parse(keys.body());
        SignedJWT token = SignedJWT.parse(admin.token());
        assertThat(token.verify(new ECDSAVerifier(
                        published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("vedette");
        assertThat(token.getJWTClaimsSet().getLongClaim("account")).isEqualTo(admin.account());
    }

    private void givePassword(boolean mustChange) {
        running.psql()
                .sql("update app_user set password_hash = ?, must_change_password = ? where id = ?")
                .params(running.bean(Passwords.class).hash(PASSWORD), mustChange, admin.user())
                .update();
    }

    private Answer signIn(String address, String password) {
        return running.send(
                "POST", "/api/session", null, "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(address, password));
    }

    private Answer changePassword(String cookie, String current, String wanted) {
        return withCookie(
                "POST",
                "/api/session/password",
                cookie,
                "{\"current\": \"%s\", \"new\": \"%s\"}".formatted(current, wanted));
    }

    private Answer withCookie(
            String method, String path, String cookie, @org.jspecify.annotations.Nullable String body) {
        return running.send(method, path, null, body, "Cookie", cookie, Credentials.REQUEST_HEADER, "1");
    }

    private static String cookie(Answer answer) {
        String header = answer.header("Set-Cookie");
        return header.substring(0, header.indexOf(';'));
    }
}
