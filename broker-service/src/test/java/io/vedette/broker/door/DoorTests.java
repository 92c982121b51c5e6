package io.vedette.broker.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.contracts.feed.FeedPaths;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(180)
class DoorTests {
    @TempDir
    Path home;

    @Test
    void letsNobodyButPushInWithoutACertificateOfTheSuite() throws Exception {
        try (RunningBroker broker = RunningBroker.start(home)) {
            UUID trap = broker.setTrap("s");
            HttpClient anonymous = RunningBroker.client(broker.ca().anonymousContext());
            HttpClient stranger = RunningBroker.client(broker.ca().clientContext(new TestCa("suite"), "stratcon-1"));
            for (String path : List.of(
                    FeedPaths.CHECKS_SHOW,
                    FeedPaths.CLOCK,
                    "/",
                    "/actuator/prometheus",
                    "//module/x",
                    "/module",
                    "/module;a=b/../checks/show")) {
                assertThat(status(anonymous, broker.tlsUri(path))).as(path).isEqualTo(403);
            }
            assertThat(status(anonymous, broker.tlsUri("/module/../checks/show")))
                    .isEqualTo(404);
            assertThatThrownBy(() -> status(stranger, broker.tlsUri(FeedPaths.CLOCK)))
                    .isInstanceOf(IOException.class);
            HttpClient otherBroker = RunningBroker.client(broker.ca().clientContext("broker-2"));
            assertThat(status(otherBroker, broker.tlsUri(FeedPaths.CLOCK)))
                    .as("a broker is no stratcon")
                    .isEqualTo(403);
            assertThat(status(broker.stratcon(), broker.tlsUri(FeedPaths.CLOCK)))
                    .isEqualTo(200);
            assertThat(RunningBroker.send(
                                    anonymous,
                                    "PUT",
                                    broker.tlsUri("/module/httptrap/" + trap + "/s"),
                                    "{\"a\":1}".getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRevokedStratconIsLetInNoMore() throws Exception {
        TestCa ca;
        HttpClient revoked;
        HttpClient other;
        try (RunningBroker broker = RunningBroker.start(home)) {
            ca = broker.ca();
            revoked = RunningBroker.client(ca.clientContext("stratcon-1"));
            other = RunningBroker.client(ca.clientContext("stratcon-2"));
            assertThat(status(revoked, broker.tlsUri(FeedPaths.CLOCK))).isEqualTo(200);
            URI door = broker.tlsUri(FeedPaths.REVOCATIONS);
            byte[] forged = new TestCa("suite").revocations(0);
            assertThat(RunningBroker.send(other, "PUT", door, forged).statusCode())
                    .isEqualTo(403);
            assertThat(RunningBroker.send(other, "PUT", door, "nonsense".getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(RunningBroker.send(other, "PUT", door, ca.revocations(1)).statusCode())
                    .isEqualTo(204);
            assertThat(RunningBroker.send(other, "PUT", door, new TestCa("other").revocations(0))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(status(revoked, broker.tlsUri(FeedPaths.CLOCK)))
                    .as("on the connection that stands")
                    .isEqualTo(403);
            assertThat(status(other, broker.tlsUri(FeedPaths.CLOCK))).isEqualTo(200);
        }
        try (RunningBroker broker = RunningBroker.start(home, ca)) {
            assertThat(status(revoked, broker.tlsUri(FeedPaths.CLOCK)))
                    .as("after a restart")
                    .isEqualTo(403);
        }
    }

    @Test
    void servesPushAloneInTheClear() throws Exception {
        try (RunningBroker broker = RunningBroker.start(home)) {
            for (String path : List.of(FeedPaths.CHECKS_SHOW, FeedPaths.CLOCK, "/actuator/health", "/actuator")) {
                assertThat(broker.plain("GET", path, new byte[0]).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
            HttpClient client = HttpClient.newHttpClient();
            assertThat(status(client, broker.managementUri("/actuator/health"))).isEqualTo(200);
            assertThat(status(client, broker.managementUri("/module/httptrap/x/y")))
                    .isEqualTo(404);
        }
    }

    @Test
    void enrolsWhenTheDoorOpensAndKeepsItsCertificate() throws Exception {
        TestCa ca = new TestCa("suite");
        try (EnrolmentDoor door = new EnrolmentDoor(ca, false)) {
            String[] settings = {
                "--vedette.enrolment.name=edge-7",
                "--vedette.enrolment.host=10.0.0.7",
                "--vedette.enrolment.port=4711",
                "--vedette.enrolment.retry-max=200ms"
            };
            try (ConfigurableApplicationContext broker = RunningBroker.run(home, door, settings)) {
                await().until(() -> door.asked() >= 2);
                assertThat(broker.getBean(TlsServer.class).port()).isZero();
                door.open();
                await().until(() -> broker.getBean(TlsServer.class).port() != 0);
                assertThat(door.certificateRequests()).hasSize(1);
                assertThat(door.lastRequest().path("_role").asString()).isEqualTo("broker");
                assertThat(door.lastRequest().path("noit_name").asString()).isEqualTo("edge-7");
                assertThat(door.lastRequest().path("external_host").asString()).isEqualTo("10.0.0.7");
                assertThat(door.lastRequest().path("external_port").asInt()).isEqualTo(4711);
                URI clock = URI.create(
                        "https://127.0.0.1:" + broker.getBean(TlsServer.class).port() + FeedPaths.CLOCK);
                assertThat(status(RunningBroker.client(ca.clientContext("stratcon-1")), clock))
                        .isEqualTo(200);
            }
            int asked = door.asked();
            try (ConfigurableApplicationContext broker = RunningBroker.run(home, door)) {
                assertThat(broker.getBean(TlsServer.class).port()).isPositive();
                assertThat(door.asked()).isEqualTo(asked);
            }
        }
        Path key = home.resolve("tls/key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void renewsACertificateThatRanOutAndShowsTheNewOneOnTheOpenPort() throws Exception {
        TestCa ca = new TestCa("suite");
        ca.backdate(Duration.ofHours(25));
        try (EnrolmentDoor door = new EnrolmentDoor(ca, true)) {
            try (ConfigurableApplicationContext broker = RunningBroker.run(home, door)) {
                await().until(() -> broker.getBean(TlsServer.class).port() != 0);
            }
            ca.backdate(Duration.ofMinutes(1));
            try (ConfigurableApplicationContext broker = RunningBroker.run(home, door)) {
                URI clock = URI.create(
                        "https://127.0.0.1:" + broker.getBean(TlsServer.class).port() + FeedPaths.CLOCK);
                HttpClient stratcon = RunningBroker.client(ca.clientContext("stratcon-1"));
                await().ignoreExceptionsInstanceOf(IOException.class).until(() -> status(stratcon, clock) == 200);
                assertThat(door.certificateRequests()).hasSizeGreaterThan(1);
            }
        }
    }

    private static int status(HttpClient client, URI uri) throws IOException, InterruptedException {
        return RunningBroker.send(client, "GET", uri, new byte[0]).statusCode();
    }
}
