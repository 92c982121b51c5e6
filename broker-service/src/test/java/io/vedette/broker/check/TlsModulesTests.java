package io.vedette.broker.check;

import static io.vedette.broker.check.Modules.NOW;
import static io.vedette.broker.check.Modules.check;
import static io.vedette.broker.check.Modules.sample;
import static io.vedette.broker.check.Modules.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.broker.door.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;

/** What checks see of certificates, and what they do not say to whom they do not trust. */
class TlsModulesTests {
    @TempDir
    Path home;

    private TestCa ca;
    private Modules modules;
    private HttpsServer server;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void serve() throws Exception {
        ca = new TestCa("suite");
        modules = new Modules(home);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ca.clientContext("a server")));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        String who = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known =
                !exchange.getRequestURI().getPath().equals("/digest") || (who != null && who.contains("nonce=\"n1\""));
        if (!known) {
            exchange.getResponseHeaders()
                    .set("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256");
        }
        byte[] body = ("x=1;y=2.5;" + who).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void httpTellsOfTheCertificateItTrusts() throws Exception {
        CheckResult result = modules.http()
                .run(check(Map.of("url", url("/"), "ca_chain", ca.pem(), "extract", "(\\w)=([0-9.]+)")), NOW);
        assertThat(result.good()).as(result.status()).isTrue();
        assertThat(text(result, "cert_subject")).isEqualTo("CN=a server");
        assertThat(text(result, "cert_issuer")).isEqualTo("CN=suite");
        assertThat(text(result, "cert_error")).isEmpty();
        assertThat(text(result, "cert_type")).isEqualTo("EC");
        assertThat(sample(result, "cert_bits").bits()).isEqualTo(256);
        assertThat(sample(result, "cert_end").bits()
                        - sample(result, "cert_start").bits())
                .isEqualTo(86_400);
        assertThat(sample(result, "cert_end_in").bits())
                .isEqualTo(sample(result, "cert_end").bits() - NOW / 1000);
        assertThat(text(result, "cert_subject_alternative_names")).contains("127.0.0.1", "localhost");
        assertThat(result.samples())
                .extracting("name")
                .contains("cert_sig_alg", "cert_serial", "cert_purpose", "ssl_session_cipher", "ssl_session_key_bits");
        assertThat(text(result, "ssl_session_version")).startsWith("TLSv1");
        assertThat(sample(result, "x").bits()).isEqualTo(1);
        assertThat(Modules.real(result, "y")).isEqualTo(2.5);
    }

    @Test
    void whoIsNotTrustedIsToldNothingButShownInTheMetrics() throws Exception {
        CheckResult result =
                modules.http().run(check(Map.of("url", url("/"), "auth_user", "u", "auth_password", "p")), NOW);
        assertThat(result.available()).isFalse();
        assertThat(result.status()).startsWith("TLS: ");
        assertThat(text(result, "cert_error")).isNotEmpty();
        assertThat(text(result, "cert_subject")).isEqualTo("CN=a server");
        CheckResult otherName = modules.http()
                .run(check(Map.of("url", url("/").replace("127.0.0.1", "127.0.0.2"), "ca_chain", ca.pem())), NOW);
        assertThat(otherName.available()).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void httpAnswersADigestAndSendsNoPassword() throws Exception {
        Map<String, String> config =
                new HashMap<>(Map.of("url", url("/digest"), "ca_chain", ca.pem(), "include_body", "true"));
        config.putAll(Map.of("auth_method", "Auto", "auth_user", "anna", "auth_password", "geheim"));
        CheckResult result = modules.http().run(check(config), NOW);
        assertThat(result.good()).as(result.status()).isTrue();
        assertThat(text(result, "body"))
                .contains("username=\"anna\"", "qop=auth")
                .doesNotContain("geheim");
        assertThat(asked).hasValue(2);
        config.put("auth_method", "Basic");
        assertThat(modules.http().run(check(config), NOW).good()).isFalse();
    }

    @Test
    void tcpSpeaksTlsSendsAndLooks() throws Exception {
        Map<String, String> config = new HashMap<>(Map.of(
                "port", "" + server.getAddress().getPort(),
                "use_ssl", "true",
                "ca_chain", ca.pem(),
                "send_body", "GET / HTTP/1.0\r\n\r\n",
                "body_match", "^HTTP/1.. 200"));
        CheckResult result = modules.tcp().run(check(config), NOW);
        assertThat(result.good()).as(result.status()).isTrue();
        assertThat(sample(result, "body_match").bits()).isEqualTo(1);
        assertThat(sample(result, "ssl_available").bits()).isEqualTo(1);
        assertThat(text(result, "cert_subject")).isEqualTo("CN=a server");
        assertThat(result.samples()).extracting("name").contains("tt_connect", "tt_firstbyte", "duration");
        config.put("header_Host", "elsewhere.example");
        CheckResult other = modules.tcp().run(check(config), NOW);
        assertThat(other.available()).isFalse();
        assertThat(sample(other, "ssl_available").bits()).isZero();
        assertThat(text(other, "cert_error")).isNotEmpty();
    }

    @Test
    void aCertificateLiesInTheFolderOfTheOperatorAndNowhereElse() throws Exception {
        Files.writeString(home.resolve("tls/ca.pem"), ca.pem());
        Map<String, String> config = Map.of("url", url("/"), "ca_chain", "ca.pem");
        assertThat(modules.http().verify(check(config))).isEmpty();
        assertThat(modules.http().run(check(config), NOW).good()).isTrue();
        assertThat(modules.http().verify(check(Map.of("url", url("/"), "ca_chain", "../ca.pem"))))
                .extracting("field")
                .containsExactly("config.ca_chain");
        assertThat(modules.http().verify(check(Map.of("url", url("/"), "certificate_file", "ca.pem"))))
                .extracting("field")
                .containsExactly("config.certificate_file");
    }

    @Test
    void smtpGoesAsFarAsAWholeMailOverStartTls() throws Exception {
        SSLContext context = ca.clientContext("mail");
        AtomicInteger delivered = new AtomicInteger();
        SMTPServer mail = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .enableTLS(true)
                .startTlsSocketFactory(context)
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, session) -> {
                    assertThat(user + password).isEqualTo("annageheim");
                }))
                .messageHandler((session, from, to, data) -> delivered.incrementAndGet())
                .build();
        mail.start();
        try {
            Map<String, String> config = new HashMap<>(Map.of("port", "" + mail.getPortAllocated()));
            CheckResult greeted = modules.smtp().run(check(config), NOW);
            assertThat(greeted.good()).as(greeted.status()).isTrue();
            assertThat(text(greeted, "ehlo_response_starttls")).isEqualTo("true");
            assertThat(sample(greeted, "banner_code").bits()).isEqualTo(220);
            assertThat(sample(greeted, "last_code").bits()).isEqualTo(250);
            config.putAll(
                    Map.of("starttls", "true", "ca_chain", ca.pem(), "from", "a@example.org", "to", "b@example.org"));
            config.putAll(Map.of(
                    "sasl_authentication",
                    "plain",
                    "sasl_user",
                    "anna",
                    "sasl_password",
                    "geheim",
                    "payload",
                    "Subject: x\n\n.y\n"));
            CheckResult mailed = modules.smtp().run(check(config), NOW);
            assertThat(mailed.good()).as(mailed.status()).isTrue();
            assertThat(text(mailed, "last_cmd")).isEqualTo("DATA");
            assertThat(text(mailed, "cert_subject")).isEqualTo("CN=mail");
            assertThat(delivered).hasValue(1);
            config.remove("ca_chain");
            assertThat(modules.smtp().run(check(config), NOW).good()).isFalse();
            assertThat(delivered).hasValue(1);
            config.put("starttls", "false");
            assertThat(modules.smtp().verify(check(config)))
                    .extracting("field")
                    .containsExactly("config.sasl_authentication");
        } finally {
            mail.stop();
        }
    }

    private String url(String path) {
        return "https://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
