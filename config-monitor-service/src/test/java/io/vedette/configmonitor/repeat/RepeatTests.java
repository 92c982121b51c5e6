package io.vedette.configmonitor.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import org.junit.jupiter.api.Test;

/** A POST sent twice under one key is done once. */
class RepeatTests {
    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);

    @Test
    void theSecondIsAnsweredAsTheFirstAndNothingIsDone() {
        Answer first = post(admin, "one", "{\"name\": \"once\"}");
        Answer second = post(admin, "one", "{\"name\": \"once\"}");
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(groups(admin)).isEqualTo(1);
    }

    @Test
    void aKeyStandsForOneRequestOfOneCaller() {
        post(admin, "two", "{\"name\": \"a\"}");
        assertThat(post(admin, "two", "{\"name\": \"b\"}").status()).isEqualTo(422);
        Person other = running.newUser(admin.account(), Role.ADMIN);
        assertThat(post(other, "two", "{\"name\": \"b\"}").status()).isEqualTo(200);
        assertThat(groups(admin)).isEqualTo(2);
        assertThat(post(admin, "x".repeat(201), "{\"name\": \"c\"}").status()).isEqualTo(400);
    }

    @Test
    void aRefusalIsRememberedToo() {
        Answer refused = post(admin, "three", "{\"name\": \"\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(post(admin, "three", "{\"name\": \"\"}").body()).isEqualTo(refused.body());
    }

    @Test
    void whatIsWorkedOnIsNotDoneBeside() {
        post(admin, "four", "{\"name\": \"a\"}");
        running.psql()
                .sql("update remembered_answer set status = null where account_id = ?")
                .param(admin.account())
                .update();
        assertThat(post(admin, "four", "{\"name\": \"a\"}").status()).isEqualTo(409);
        assertThat(groups(admin)).isEqualTo(1);
    }

    @Test
    void aTokenThatWasToldIsNotKeptInClear() {
        String token = running.send(
                        "POST", "/api/tokens", admin.token(), "{\"name\": \"t\"}", "Idempotency-Key", "five")
                .json()
                .path("token")
                .asString();
        assertThat(token).isNotEmpty();
        assertThat(running.psql()
                        .sql("select body from remembered_answer where account_id = ?")
                        .param(admin.account())
                        .query(String.class)
                        .single())
                .startsWith("kept:1:")
                .doesNotContain(token);
    }

    private Answer post(Person person, String key, String body) {
        return running.send("POST", "/v2/contact_group", person.token(), body, "Idempotency-Key", key);
    }

    private int groups(Person person) {
        return running.ok("GET", "/v2/contact_group", person.token(), null).size();
    }
}
