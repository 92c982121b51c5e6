package io.vedette.configmonitor.enrol;

import static io.vedette.configmonitor.enrol.TestKeys.certificates;
import static io.vedette.configmonitor.enrol.TestKeys.csr;
import static io.vedette.configmonitor.enrol.TestKeys.pair;
import static io.vedette.configmonitor.enrol.TestKeys.rsa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.configmonitor.ConfigTopic;
import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.contracts.revocation.RevocationList;
import io.vedette.service.identity.Role;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How brokers and stratcons come in. */
class EnrolmentTests {
    private final Running running = Running.shared();

    @Test
    void aCodeBuysACertificateOfTheAuthorityForTheNameItIsGiven() throws Exception {
        KeyPair pair = pair(256);
        Answer answer = enrol(body(code("broker"), csr(pair, pair)));
        assertThat(answer.status()).isEqualTo(200);
        String cid = answer.json().path("_cid").asString();
        String cn = answer.json().path("_cn").asString();
        assertThat(cn).isEqualTo("broker-" + cid.substring("/broker/".length()) + ".vedette");

        List<X509Certificate> chain = certificates(answer.json().path("_cert").asString());
        X509Certificate leaf = chain.get(0);
        X509Certificate authority =
                certificates(answer.json().path("_ca").asString()).get(0);
        assertThat(chain.get(1)).isEqualTo(authority);
        leaf.verify(authority.getPublicKey());
        authority.verify(authority.getPublicKey());
        assertThat(leaf.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(leaf.getSubjectX500Principal().getName()).contains("CN=" + cn);
        assertThat(leaf.getSubjectAlternativeNames().toString()).contains(cn, "127.0.0.1");
        assertThat(leaf.getExtendedKeyUsage()).containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(Duration.between(Instant.now(), leaf.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(89), Duration.ofDays(91));
        assertThat(Duration.between(Instant.now(), authority.getNotAfter().toInstant()))
                .isGreaterThan(Duration.ofDays(3600));
    }

    @Test
    void whoLostTheAnswerGetsTheSameAgainAndNobodyElseDoes() throws Exception {
        KeyPair pair = pair(256);
        String code = code("broker");
        String request = body(code, csr(pair, pair));
        Answer first = enrol(request);
        long brokers = brokers();
        assertThat(enrol(request).json()).isEqualTo(first.json());
        assertThat(enrol(body(code, csr(pair, pair))).json()).isEqualTo(first.json());
        assertThat(brokers()).isEqualTo(brokers);

        KeyPair other = pair(256);
        Answer used = enrol(body(code, csr(other, other)));
        assertThat(used.status()).isEqualTo(403);
        assertThat(used.json().path("message").asString()).isEqualTo("the code is used");
    }

    @Test
    void anUnknownCodeOrAnothersRoleIsRefused() throws Exception {
        KeyPair pair = pair(256);
        assertThat(enrol(body("no such code", csr(pair, pair))).status()).isEqualTo(403);
        assertThat(enrol(body(code("stratcon"), csr(pair, pair))).status()).isEqualTo(403);
    }

    @Test
    void aBrokenRequestIsNamedAndDoesNotUseUpTheCode() throws Exception {
        KeyPair pair = pair(256);
        String code = code("broker");
        assertThat(message(body(code, "nonsense"))).isEqualTo("csr: must be a certificate request in PEM");
        assertThat(message(body(code, csr(pair, pair(256))))).isEqualTo("csr: its signature does not fit its key");
        KeyPair weak = rsa(2048);
        assertThat(message(body(code, csr(weak, weak)))).startsWith("csr: its key must be");
        assertThat(message("{\"_role\": \"king\", \"external_host\": \"a b\", \"external_port\": 0}"))
                .contains(
                        "code: is missing",
                        "csr: is missing",
                        "_role: ",
                        "noit_name: is missing",
                        "external_host: ",
                        "external_port: ");
        assertThat(enrol(body(code, csr(pair, pair))).status()).isEqualTo(200);
    }

    @Test
    void aBrokerThatCameInIsShownAndItsAddressAnnounced() throws Exception {
        KeyPair pair = pair(256);
        String cid =
                enrol(body(code("broker"), csr(pair, pair))).json().path("_cid").asString();
        Person anybody = running.newAccount(Role.VIEWER);
        JsonNode shown = running.ok("GET", "/v2" + cid, anybody.token(), null);
        assertThat(shown.path("_name").asString()).isEqualTo("test broker");
        assertThat(shown.path("_details").get(0).path("external_port").asInt()).isEqualTo(43191);
        assertThat(shown.path("_details").get(0).path("status").asString()).isEqualTo("active");
        try (ConfigTopic topic = new ConfigTopic(running)) {
            await().until(() -> topic.isDialled(Long.parseLong(cid.substring("/broker/".length()))));
        }
    }

    @Test
    void anAdminLetsBrokersInForTheOwnAccountAndNoStratcon() throws Exception {
        Person admin = running.newAccount(Role.ADMIN);
        assertThat(running.send("POST", "/api/enrolment-codes", admin.token(), "{\"role\": \"stratcon\"}")
                        .status())
                .isEqualTo(403);
        String code = running.ok("POST", "/api/enrolment-codes", admin.token(), "{}")
                .path("code")
                .asString();
        KeyPair pair = pair(256);
        String cid = enrol(body(code, csr(pair, pair))).json().path("_cid").asString();
        assertThat(running.ok("GET", "/v2" + cid, admin.token(), null)
                        .path("_type")
                        .asString())
                .isEqualTo("enterprise");
        assertThat(running.get("/v2" + cid, running.newAccount(Role.ADMIN).token())
                        .status())
                .isEqualTo(404);
        String editor = running.newUser(admin.account(), Role.EDITOR).token();
        assertThat(running.send("POST", "/api/enrolment-codes", editor, "{}").status())
                .isEqualTo(403);
    }

    @Test
    void aCertificateIsRenewedForItsOwnKeyAndNameUntilItsBrokerRetires() throws Exception {
        KeyPair pair = pair(256);
        JsonNode first = enrol(body(code("broker"), csr(pair, pair))).json();
        String old = first.path("_cert").asString();

        Answer answer = renew(csr(pair, pair), old);

        assertThat(answer.status()).isEqualTo(200);
        X509Certificate fresh =
                certificates(answer.json().path("_cert").asString()).getFirst();
        X509Certificate before = certificates(old).getFirst();
        assertThat(fresh.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(fresh.getSubjectX500Principal()).isEqualTo(before.getSubjectX500Principal());
        assertThat(fresh.getSubjectAlternativeNames().toString())
                .isEqualTo(before.getSubjectAlternativeNames().toString());
        assertThat(fresh.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
        KeyPair thief = pair(256);
        assertThat(renew(csr(thief, thief), old).status()).isEqualTo(403);
        assertThat(renew(csr(pair, pair), answer.json().path("_ca").asString()).status())
                .isEqualTo(403);
        assertThat(renew("nonsense", "nonsense").status()).isEqualTo(400);
        assertThat(renew(csr(pair, pair), "nonsense").status()).isEqualTo(403);
        running.psql()
                .sql("update broker set retired = true where id = ?")
                .param(Long.parseLong(first.path("_cid").asString().substring("/broker/".length())))
                .update();
        assertThat(renew(csr(pair, pair), old).status()).isEqualTo(403);
    }

    @Test
    void aRevokedCertificateIsListedAndNotRenewed() throws Exception {
        KeyPair pair = pair(256);
        JsonNode given = enrol(body(code("broker"), csr(pair, pair))).json();
        JsonNode spared = enrol(body(code("broker"), csr(pair, pair))).json();
        X509Certificate first = certificates(given.path("_cert").asString()).getFirst();
        X509Certificate second = certificates(
                        renew(csr(pair, pair), given.path("_cert").asString())
                                .json()
                                .path("_cert")
                                .asString())
                .getFirst();
        String ask = "{\"cid\": \"%s\"}".formatted(given.path("_cid").asString());
        String admin = running.newAccount(Role.ADMIN).token();
        assertThat(running.send("POST", "/api/certificates/revoke", admin, ask).status())
                .isEqualTo(403);
        assertThat(revoke(ask).json().path("revoked").asInt()).isEqualTo(2);
        assertThat(revoke(ask).json().path("revoked").asInt()).isZero();
        assertThat(revoke("{\"cid\": \"/broker/999999\"}").status()).isEqualTo(404);

        assertThat(revoked(given.path("_ca").asString()))
                .contains(first.getSerialNumber(), second.getSerialNumber())
                .doesNotContain(
                        certificates(spared.path("_cert").asString()).getFirst().getSerialNumber());
        assertThat(renew(csr(pair, pair), given.path("_cert").asString()).status())
                .isEqualTo(403);
        assertThat(renew(csr(pair, pair), spared.path("_cert").asString()).status())
                .isEqualTo(200);
    }

    @Test
    void aBrokerComesBackAsItselfWithANewKeyByACodeOfItsOwn() throws Exception {
        KeyPair lost = pair(256);
        JsonNode first = enrol(body(code("broker"), csr(lost, lost))).json();
        String cid = first.path("_cid").asString();
        makeCheckOn(cid);
        long before = version("max", cid);
        long brokers = brokers();
        KeyPair pair = pair(256);
        String code = codeFor(cid);

        JsonNode back = enrol(body(code, csr(pair, pair)).replace("127.0.0.1", "10.0.0.7"))
                .json();

        assertThat(back.path("_cid").asString()).isEqualTo(cid);
        assertThat(back.path("_cn").asString()).isEqualTo(first.path("_cn").asString());
        assertThat(brokers()).isEqualTo(brokers);
        X509Certificate fresh = certificates(back.path("_cert").asString()).getFirst();
        X509Certificate old = certificates(first.path("_cert").asString()).getFirst();
        assertThat(fresh.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(fresh.getSubjectAlternativeNames().toString()).contains("10.0.0.7");
        assertThat(revoked(first.path("_ca").asString()))
                .as("whoever has the old key is out")
                .contains(old.getSerialNumber())
                .doesNotContain(fresh.getSerialNumber());
        assertThat(renew(csr(lost, lost), first.path("_cert").asString()).status())
                .isEqualTo(403);
        assertThat(renew(csr(pair, pair), back.path("_cert").asString()).status())
                .isEqualTo(200);
        assertThat(version("min", cid))
                .as("each is sealed anew, so announced anew")
                .isGreaterThan(before);
        assertThat(message(403, body(code, csr(lost, lost)))).isEqualTo("the code is used");
    }

    @Test
    void aCodeForABrokerIsMadeByWhoseBrokerItIsAndForOneInService() throws Exception {
        KeyPair pair = pair(256);
        Person admin = running.newAccount(Role.ADMIN);
        String code = running.ok("POST", "/api/enrolment-codes", admin.token(), "{}")
                .path("code")
                .asString();
        String own = enrol(body(code, csr(pair, pair))).json().path("_cid").asString();
        String shared =
                enrol(body(code("broker"), csr(pair, pair))).json().path("_cid").asString();
        String other = running.newAccount(Role.ADMIN).token();
        assertThat(comeBack(admin.token(), own).status()).isEqualTo(200);
        assertThat(comeBack(admin.token(), shared).status()).isEqualTo(404);
        assertThat(comeBack(other, own).status()).isEqualTo(404);
        assertThat(comeBack(admin.token(), "/stratcon/1").status()).isEqualTo(404);
        assertThat(running.send(
                                "POST",
                                "/api/enrolment-codes",
                                admin.token(),
                                "{\"role\": \"stratcon\", \"broker\": \"%s\"}".formatted(own))
                        .status())
                .isEqualTo(400);

        String late = codeFor(own);
        running.psql()
                .sql("update broker set retired = true where id = ?")
                .param(number(own))
                .update();
        assertThat(message(403, body(late, csr(pair, pair)))).isEqualTo("the machine is retired");
        assertThat(comeBack(admin.token(), own).status()).isEqualTo(404);
    }

    private Answer comeBack(String token, String cid) {
        return running.send("POST", "/api/enrolment-codes", token, "{\"broker\": \"%s\"}".formatted(cid));
    }

    private void makeCheckOn(String cid) {
        running.ok("POST", "/v2/check_bundle", running.newAccount(Role.EDITOR).token(), """
                {"type": "httptrap", "target": "here", "display_name": "kept", "brokers": ["%s"],
                 "config": {"asynch_metrics": "true"}}""".formatted(cid));
    }

    /** Of the checks on that broker. */
    private long version(String which, String cid) {
        return running.psql()
                .sql("select " + which + "(version) from bundle_check where broker_id = ?")
                .param(number(cid))
                .query(Long.class)
                .single();
    }

    private static long number(String cid) {
        return Long.parseLong(cid.substring("/broker/".length()));
    }

    private Answer revoke(String body) {
        return running.send(
                "POST", "/api/certificates/revoke", null, body, "X-Vedette-Operator-Key", Running.OPERATOR_KEY);
    }

    private Set<BigInteger> revoked(String authority) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            byte[] list = client.send(
                            HttpRequest.newBuilder(running.uri("/v2/provision_broker/revocations"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            return RevocationList.serials(list, certificates(authority));
        }
    }

    @Test
    void codesAreKeptAsHashes() {
        String code = code("broker");
        assertThat(running.psql()
                        .sql("select count(*) from enrolment_code where code_sha256 = ?")
                        .param(code)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private Answer enrol(String body) {
        return running.send("POST", "/v2/provision_broker", null, body);
    }

    private Answer renew(String csr, String certificate) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("csr", csr).put("_cert", certificate);
        return running.send("POST", "/v2/provision_broker/renewal", null, body.toString());
    }

    private String message(String body) {
        return message(400, body);
    }

    private String message(int status, String body) {
        Answer answer = enrol(body);
        assertThat(answer.status()).isEqualTo(status);
        return answer.json().path("message").asString();
    }

    private long brokers() {
        return running.psql()
                .sql("select count(*) from broker")
                .query(Long.class)
                .single();
    }

    private String code(String role) {
        return madeCode("{\"role\": \"%s\"}".formatted(role));
    }

    private String codeFor(String broker) {
        return madeCode("{\"broker\": \"%s\"}".formatted(broker));
    }

    private String madeCode(String wanted) {
        return running.send(
                        "POST", "/api/enrolment-codes", null, wanted, "X-Vedette-Operator-Key", Running.OPERATOR_KEY)
                .json()
                .path("code")
                .asString();
    }

    private static String body(String code, String csr) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("code", code).put("csr", csr).put("_role", "broker").put("noit_name", "test broker");
        body.put("external_host", "127.0.0.1").put("external_port", "43191");
        return body.toString();
    }
}
