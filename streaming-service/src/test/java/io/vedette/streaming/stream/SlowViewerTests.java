package io.vedette.streaming.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.streaming.SseReader;
import io.vedette.streaming.TestIdentity;
import io.vedette.streaming.TestRiver;
import io.vedette.streaming.check.CheckDirectory;
import io.vedette.testsupport.Server;
import io.vedette.testsupport.TestServers;
import io.vedette.testsupport.WithServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"vedette.viewer.backlog=20", "vedette.viewer.stall=5s"})
@Import(TestIdentity.class)
@WithServers(Server.KAFKA)
@TestConstructor(autowireMode = AutowireMode.ALL)
@DirtiesContext
class SlowViewerTests {
    private static final long OURS = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LONG_TEXT = "x".repeat(100_000);

    private final int port;
    private final MeterRegistry meters;
    private final CheckDirectory directory;

    SlowViewerTests(@LocalServerPort int port, MeterRegistry meters, CheckDirectory directory) {
        this.port = port;
        this.meters = meters;
        this.directory = directory;
    }

    @Test
    void losesItsOwnOlderValuesIsSentAwayAndMakesNobodyWait() throws IOException {
        try (TestRiver river = new TestRiver(TestServers.kafka().clientProperties());
                Socket deaf = new Socket()) {
            UUID check = river.check(OURS);
            await().atMost(PATIENCE)
                    .until(() -> directory.isComplete() && directory.find(check).isPresent());
            String path = "/api/stream/metrics?stream=" + check + "/text";
            askAndNeverRead(deaf, path);
            await().atMost(PATIENCE).until(() -> connections() == 1);
            try (SseReader page = SseReader.open(port, path, OURS)) {
                int written = 0;
                while (dropped() == 0 && written < 600) {
                    int time = ++written;
                    river.batch(check, OURS, batch -> batch.stream("text").text(time, LONG_TEXT));
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> page.named("sample").size() == time);
                }
                int all = written;
                assertThat(dropped()).isPositive();
                assertThat(page.named("dropped")).isEmpty();
                await().atMost(PATIENCE).until(() -> connections() == 1);
                assertThat(meters.get("vedette.viewer.disconnected").counter().count())
                        .isPositive();
                river.batch(check, OURS, batch -> batch.stream("text").text(-1, "on"));
                await().atMost(PATIENCE).until(() -> page.named("sample").size() == all + 1);
            }
        }
    }

    private void askAndNeverRead(Socket socket, String path) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET " + path + " HTTP/1.1\r\nHost: vedette\r\nAuthorization: Bearer "
                + TestIdentity.token(OURS) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private double dropped() {
        return meters.get("vedette.viewer.samples")
                .tag("outcome", "dropped")
                .counter()
                .count();
    }

    private double connections() {
        return meters.get("vedette.viewer.connections").gauge().value();
    }
}
