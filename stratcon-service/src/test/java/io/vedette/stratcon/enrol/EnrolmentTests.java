package io.vedette.stratcon.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.vedette.stratcon.field.TestCa;
import io.vedette.stratcon.home.Home;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EnrolmentTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder = Path.of("");

    private final TestCa ca = new TestCa();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final List<Identity> renewed = new CopyOnWriteArrayList<>();
    private Clock clock = Clock.systemUTC();
    private final AtomicInteger refusals = new AtomicInteger();
    private HttpServer door = noDoor();

    @BeforeEach
    void open() {
        door.createContext("/v2/provision_broker", exchange -> {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            asked.add(request);
            boolean refused = refusals.getAndDecrement() > 0;
            String certificate = ca.certify("stratcon-1", request.path("csr").asString());
            byte[] body = JSON.writeValueAsString(Map.of(
                            "_cid",
                            "/stratcon/1",
                            "_cn",
                            "stratcon-1",
                            "_cert",
                            certificate,
                            "_ca",
                            TestCa.pem(ca.certificate())))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        door.start();
    }

    @AfterEach
    void close() {
        door.stop(0);
    }

    @Test
    void asksUntilTheDoorAnswersAndKeepsWhatItGot() throws Exception {
        refusals.set(1);
        Identity granted = enrol();
        assertThat(granted.cn()).isEqualTo("stratcon-1");
        assertThat(asked).hasSize(2).allSatisfy(request -> {
            assertThat(request.path("code").asString()).isEqualTo("one-time");
            assertThat(request.path("_role").asString()).isEqualTo("stratcon");
            assertThat(request.path("noit_name").asString()).isEqualTo("first");
        });
        Path key = folder.resolve("identity/key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void enrolledOnceItNeverAsksAgain() throws Exception {
        enrol();
        assertThat(enrol().cn()).isEqualTo("stratcon-1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksAgainWithTheSameRequestAfterACrash() throws Exception {
        IdentityFiles files = new IdentityFiles(new Home(folder));
        String before = files.request("first");
        enrol();
        assertThat(asked.getFirst().path("csr").asString()).isEqualTo(before);
    }

    @Test
    void renewsAtTwoThirdsOfItsLifeWithTheKeyItHas() throws Exception {
        Identity first = enrol();
        clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(3650));
        URI url = URI.create("http://127.0.0.1:" + door.getAddress().getPort());
        Enrolment enrolment = new Enrolment(settings(url, ""), new IdentityFiles(new Home(folder)), clock);
        enrolment.onRenewal(renewed::add);
        enrolment.start();
        try {
            await().until(() -> renewed.size() == 1);
        } finally {
            enrolment.stop();
        }
        JsonNode request = asked.getLast();
        assertThat(request.path("_cert").asString()).contains("BEGIN CERTIFICATE");
        assertThat(request.has("code")).isFalse();
        Identity second = renewed.getFirst();
        assertThat(second.chain().getFirst().getPublicKey())
                .isEqualTo(first.chain().getFirst().getPublicKey());
        assertThat(second.chain().getFirst()).isNotEqualTo(first.chain().getFirst());
    }

    @Test
    void keepsAndTellsWhatTheAuthorityRevoked() throws Exception {
        Identity own = enrol();
        X509Certificate certificate = own.chain().getFirst();
        List<BigInteger> listed = new CopyOnWriteArrayList<>(List.of(BigInteger.TWO));
        TestCa stranger = new TestCa();
        AtomicBoolean forged = new AtomicBoolean(true);
        door.createContext("/v2/provision_broker/revocations", exchange -> {
            byte[] list = (forged.get() ? stranger : ca).revocations(listed);
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
            exchange.close();
        });
        List<Object> told = new CopyOnWriteArrayList<>();
        Revocations revocations = revocations(told::add);
        revocations.start();
        try {
            assertThat(told).isEmpty();
            forged.set(false);
            await().until(() -> told.stream().anyMatch(Revocations.Listed.class::isInstance));
            assertThat(revocations.contains(certificate)).isFalse();
            listed.add(certificate.getSerialNumber());
            await().until(() -> revocations.contains(certificate));
            listed.clear();
            long before = lists(told);
            await().until(() -> lists(told) > before + 1);
            assertThat(revocations.contains(certificate)).isTrue();
            assertThat(told.stream().filter(Revocations.Grown.class::isInstance))
                    .hasSize(2);
        } finally {
            revocations.stop();
        }
        assertThat(revocations(told::add).contains(certificate))
                .as("after a restart")
                .isTrue();
    }

    private static long lists(List<Object> told) {
        return told.stream().filter(Revocations.Listed.class::isInstance).count();
    }

    private Revocations revocations(ApplicationEventPublisher events) {
        URI url = URI.create("http://127.0.0.1:" + door.getAddress().getPort());
        Home home = new Home(folder);
        Enrolment enrolment = new Enrolment(settings(url, ""), new IdentityFiles(home), clock);
        enrolment.start();
        enrolment.stop();
        return new Revocations(settings(url, ""), enrolment, home, events);
    }

    private static EnrolmentSettings settings(URI url, String code) {
        return new EnrolmentSettings(url, code, "first", Duration.ofMillis(100));
    }

    private Identity enrol() throws Exception {
        URI url = URI.create("http://127.0.0.1:" + door.getAddress().getPort() + "/");
        Enrolment enrolment = new Enrolment(settings(url, "one-time"), new IdentityFiles(new Home(folder)), clock);
        enrolment.onRenewal(renewed::add);
        enrolment.start();
        try {
            return enrolment.identity().get(20, TimeUnit.SECONDS);
        } finally {
            enrolment.stop();
        }
    }

    private static HttpServer noDoor() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
