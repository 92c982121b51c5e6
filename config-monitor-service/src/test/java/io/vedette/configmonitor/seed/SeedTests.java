package io.vedette.configmonitor.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import io.vedette.webdb.secret.SecretBox;
import java.io.StringWriter;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is there from the first day, and is not made twice. */
class SeedTests {
    private static final Map<String, String> SUITE = Map.of(
            "vedette.bootstrap.broker-code", "code-of-the-broker,code-of-the-other",
            "vedette.bootstrap.stratcon-code", "code-of-the-stratcon",
            "vedette.bootstrap.services", "gateway=http://127.0.0.1:8080,stratcon=http://127.0.0.1:8082/",
            "vedette.bootstrap.postgres-dsn", "jdbc:postgresql://127.0.0.1:5432/vedette_web",
            "vedette.bootstrap.postgres-user", "watcher",
            "vedette.bootstrap.postgres-password", "secret of postgres",
            "vedette.bootstrap.redis", "127.0.0.1:6379",
            "vedette.bootstrap.redis-password", "secret of redis",
            "vedette.bootstrap.kafka", "127.0.0.1:9092");

    @Test
    void theFirstStartWatchesMachineAndSuiteAndTheSecondAddsNothing() throws Exception {
        Database database = TestServers.postgres().newDatabase();
        try (Running first = Running.start(database, SUITE)) {
            String token = adminToken(first);
            enrol(first, "code-of-the-broker", "broker");
            assertThat(ruleSets(first, token))
                    .containsExactly("A disk of broker fills", "The journal of broker fills its disk");
            enrol(first, "code-of-the-stratcon", "stratcon");
            assertThat(bundles(first, token))
                    .containsExactly(
                            "host",
                            "selfcheck",
                            "httptrap",
                            "statsd",
                            "prometheus",
                            "prometheus",
                            "postgres",
                            "redis",
                            "tcp",
                            "stratcon");
            assertThat(ruleSets(first, token))
                    .containsExactlyInAnyOrder(
                            "A disk of broker fills",
                            "The journal of broker fills its disk",
                            "The rollup store fills its disk",
                            "Broker broker is cut off",
                            "Broker broker lags",
                            "The clock of broker broker is off",
                            "Checks of broker broker wait to be taken away");
            rulesReachTheAdmin(first, token);
            theSuiteIsScrapedWithAToken(first, token);
            deleteAll(first, token, "/v2/check_bundle?search=(type:redis)");
        }
        try (Running second = Running.start(database, SUITE)) {
            String token = adminToken(second);
            assertThat(bundles(second, token)).hasSize(9).doesNotContain("redis");
            enrol(second, "code-of-the-other", "broker");
            assertThat(bundles(second, token).subList(9, 13))
                    .containsExactly("host", "selfcheck", "httptrap", "statsd");
            assertThat(ruleSets(second, token)).hasSize(13);
            assertThat(second.psql()
                            .sql("select count(*) from account")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
            assertThat(second.psql()
                            .sql("select count(*) from contact_group")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    private static void rulesReachTheAdmin(Running running, String token) {
        JsonNode cut = running.ok("GET", "/v2/rule_set?search=(name:*cut*)", token, null)
                .get(0);
        assertThat(cut.path("metric_name").asString()).isEqualTo("broker`1`connected");
        assertThat(cut.path("rules").get(0).path("criteria").asString()).isEqualTo("min value");
        assertThat(cut.path("rules").get(0).path("value").asInt()).isEqualTo(1);
        String group = cut.path("contact_groups").path("1").get(0).asString();
        JsonNode contacts =
                running.ok("GET", "/v2" + group, token, null).path("contacts").path("users");
        assertThat(contacts.get(0).path("_contact_info").asString()).isEqualTo(Running.ADMIN_EMAIL);
    }

    private static void theSuiteIsScrapedWithAToken(Running running, String token) {
        JsonNode service = running.ok("GET", "/v2/check_bundle?search=(type:prometheus)", token, null)
                .get(1);
        assertThat(service.path("config").path("url").asString())
                .isEqualTo("http://127.0.0.1:8082/actuator/prometheus");
        assertThat(service.path("config").path("header_Authorization").asString())
                .isEqualTo("********");
        String kept = running.psql()
                .sql("select config ->> 'header_Authorization' from check_bundle where type = 'prometheus' limit 1")
                .query(String.class)
                .single();
        assertThat(kept).startsWith("kept:1:");
        Answer metrics = running.send(
                "GET",
                "/actuator/prometheus",
                null,
                null,
                "Authorization",
                SecretBox.open("1/header_Authorization", kept));
        assertThat(metrics.status()).isEqualTo(200);
    }

    private static void deleteAll(Running running, String token, String list) {
        running.ok("GET", list, token, null)
                .forEach(bundle ->
                        running.ok("DELETE", "/v2" + bundle.path("_cid").asString(), token, null));
    }

    private static List<String> bundles(Running running, String token) {
        return running.ok("GET", "/v2/check_bundle?size=100", token, null)
                .valueStream()
                .map(bundle -> bundle.path("type").asString())
                .toList();
    }

    private static List<String> ruleSets(Running running, String token) {
        return running.ok("GET", "/v2/rule_set", token, null)
                .valueStream()
                .map(ruleSet -> ruleSet.path("name").asString())
                .toList();
    }

    private static String adminToken(Running running) {
        return running.send(
                        "POST",
                        "/api/tokens",
                        null,
                        "{\"name\": \"test\"}",
                        "X-Vedette-Operator-Key",
                        Running.OPERATOR_KEY)
                .json()
                .path("token")
                .asString();
    }

    private static void enrol(Running running, String code, String role) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        }
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("code", code).put("csr", pem.toString()).put("_role", role).put("noit_name", role);
        body.put("external_host", "localhost");
        Answer answer = running.send("POST", "/v2/provision_broker", null, body.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
