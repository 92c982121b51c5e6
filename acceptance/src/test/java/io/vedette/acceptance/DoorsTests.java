package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.door.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** Point 11: nothing is open. */
class DoorsTests {
    private final Suite suite = Suite.shared();

    @Test
    void everyRouteWantsATokenExceptTheDashboardsFiles() {
        Door stranger = suite.door().with(null);
        for (Route route : Route.TABLE) {
            if (!route.prefix().equals("/")) {
                String path = route.prefix() + "/anything";
                assertThat(stranger.get(path).status()).as(path).isEqualTo(401);
                assertThat(suite.door().with("not.a.token").get(path).status())
                        .as(path)
                        .isEqualTo(401);
            }
        }
        stranger.get("/").expect(200);
    }

    @Test
    void theServicesThemselvesAreShutToo() {
        for (String service : suite.services()) {
            Optional<Integer> port = suite.httpPort(service);
            if (port.isPresent() && !service.equals("broker-service")) {
                Door direct = new Door("http://127.0.0.1:" + port.get(), null);
                direct.get("/actuator/health").expect(200);
                direct.get("/actuator/prometheus").expect(401);
                direct.get("/actuator/env").expect(401);
            }
        }
    }

    @Test
    void theBrokersFeedWantsACertificate() throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        try (SSLSocket socket =
                (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", suite.brokerTlsPort())) {
            socket.startHandshake();
            socket.getOutputStream()
                    .write("GET /checks/show HTTP/1.1\r\nHost: broker\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).containsPattern("HTTP/1.1 40[13]");
        }
    }

    @Test
    void whatIsPlainListensOnLoopbackOnly() throws SocketException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress address : others) {
            for (int port : suite.plainPorts()) {
                assertThat(accepts(address, port)).as(address + ":" + port).isFalse();
            }
        }
    }

    @Test
    void noSecretReachesALog() throws IOException {
        Trap trap = Trap.create(suite);
        trap.push("{\"x\":1}").expect(200);
        suite.brokerDoor()
                .send("PUT", "/module/httptrap/" + trap.uuid() + "/guessed-secret", "{}")
                .expect(403);
        try (Stream<Path> logs = Files.list(suite.logs())) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(log, StandardCharsets.ISO_8859_1);
                assertThat(text.contains(trap.secret())).as("secret in " + log).isFalse();
                assertThat(text.contains("guessed-secret"))
                        .as("guess in " + log)
                        .isFalse();
                assertThat(text.contains(suite.adminPassword()))
                        .as("password in " + log)
                        .isFalse();
            }
        }
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The scenario looks at what the broker asks of its client, not at the broker's own certificate. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
