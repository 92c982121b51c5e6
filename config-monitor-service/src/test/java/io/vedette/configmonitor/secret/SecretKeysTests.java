package io.vedette.configmonitor.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Person;
import io.vedette.contracts.seal.CheckSecrets;
import io.vedette.service.identity.Role;
import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** No row holds a secret in clear, whoever writes it, and the key can be changed. */
class SecretKeysTests {
    private static final String PASSWORD = "correct horse battery";
    /** The service that tests share goes on meanwhile; its key stands behind. */
    private static final String OLD = "the-old-key-of-random-text," + Running.SECRETS_KEY;

    private static final String NEW = "the-new-key-of-random-text,";

    @Test
    void aSecretStandsNowhereInClearAndPsqlCannotPutOneThere() {
        Running running = Running.shared();
        Person admin = running.newAccount(Role.ADMIN);
        JsonNode bundle = newBundle(running, admin);
        assertThat(rows(running.psql())).contains("kept:1:").doesNotContain(PASSWORD);
        assertThat(running.psql()
                        .sql(
                                "select string_agg(jwk, '') || (select string_agg(private_key, '') from certificate_authority) from signing_key")
                        .query(String.class)
                        .single())
                .doesNotContain("\"d\"", "PRIVATE");

        long before = version(running, bundle);
        running.ok(
                "PUT",
                "/v2" + bundle.path("_cid").asString(),
                admin.token(),
                "{\"config\": %s}".formatted(bundle.path("config")));
        assertThat(running.psql()
                        .sql("select count(*) from audit where kind = 'check_bundle' and account_id = ?")
                        .param(admin.account())
                        .query(Long.class)
                        .single())
                .as("what stays as it was is not encrypted anew; %s", before)
                .isEqualTo(1);

        for (String name : CheckSecrets.names()) {
            assertThat(running.psql()
                            .sql("select secrets_are_kept(jsonb_build_object(?, 'in clear'))")
                            .param(name)
                            .query(Boolean.class)
                            .single())
                    .as(name)
                    .isFalse();
        }
        for (String change : List.of(
                "update check_bundle set config = config || '{\"password\": \"in clear\"}'",
                "insert into check_bundle (account_id, type, display_name, target, config) select id, 'redis', 'r', 'r', '{\"Password\": \"in clear\"}' from account limit 1",
                "update signing_key set jwk = '{}'")) {
            assertThatThrownBy(() -> running.psql().sql(change).update())
                    .rootCause()
                    .hasMessageContaining("no_plain_secret");
        }
    }

    @Test
    void aNewKeyTakesOverAndWithoutTheOldOneNothingStarts() {
        Database database = TestServers.postgres().newDatabase();
        JdbcClient psql;
        String token;
        try (Running first = Running.start(database, Map.of("vedette.secrets.keys", OLD))) {
            psql = first.psql();
            Person admin = first.newAccount(Role.ADMIN);
            token = admin.token();
            newBundle(first, admin);
        }
        String kept = rows(psql);
        assertThatThrownBy(() -> Running.start(database, Map.of("vedette.secrets.keys", NEW + Running.SECRETS_KEY)))
                .hasStackTraceContaining("cannot be opened");
        try (Running second = Running.start(database, Map.of("vedette.secrets.keys", NEW + OLD))) {
            assertThat(second.get("/v2/check_bundle", token).status()).isEqualTo(200);
            assertThat(rows(psql))
                    .isNotEqualTo(kept)
                    .doesNotContain(kept.substring(kept.indexOf("kept:1:"), kept.indexOf("kept:1:") + 15));
        } finally {
            // The shared one of this JVM goes on under its own.
            io.vedette.webdb.secret.SecretBox.use(List.of(Running.SECRETS_KEY));
        }
    }

    private static String rows(JdbcClient psql) {
        return psql.sql(
                        "select coalesce(string_agg(config::text, ' '), '') from check_bundle where jsonb_exists(config, 'password')")
                .query(String.class)
                .single();
    }

    private static long version(Running running, JsonNode bundle) {
        return running.psql()
                .sql("select version from check_bundle where id = ?")
                .param(Long.valueOf(bundle.path("_cid").asString().substring("/check_bundle/".length())))
                .query(Long.class)
                .single();
    }

    private static JsonNode newBundle(Running running, Person admin) {
        return running.ok("POST", "/v2/check_bundle", admin.token(), """
                {"type": "postgres", "target": "127.0.0.1", "display_name": "secret", "brokers": ["/broker/%d"],
                 "config": {"dsn": "jdbc:postgresql://127.0.0.1/x", "user": "u", "sql": "select 1", "password": "%s"}}""".formatted(running.newBroker(), PASSWORD));
    }
}
