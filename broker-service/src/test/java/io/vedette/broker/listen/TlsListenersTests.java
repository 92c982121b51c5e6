package io.vedette.broker.listen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporterBuilder;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.feed.LaneClient;
import io.vedette.broker.intake.Tally;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every TCP listener takes TLS when it is told to, with the broker's certificate, and then nothing in the clear. Graphite's is tried beside its protocol. */
@Timeout(180)
class TlsListenersTests {
    private static final String SECRET = "grpc-secret";

    @TempDir
    static Path home;

    private static RunningBroker broker;
    private static int statsd;
    private static int grpc;

    @BeforeAll
    static void start() throws Exception {
        statsd = freePort();
        grpc = freePort();
        broker = RunningBroker.start(
                home,
                "--vedette.broker.statsd.tcp-tls=true",
                "--vedette.broker.statsd.tcp-port=" + statsd,
                "--vedette.broker.otlp.grpc-tls=true",
                "--vedette.broker.otlp.grpc-port=" + grpc);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void statsdOverTcpTakesTlsAndNothingInTheClear() throws Exception {
        broker.setCheck("statsd", "\"catch_all\":\"true\"", 1);
        Tally tally = broker.bean(Tally.class);
        try (Socket clear = new Socket(InetAddress.getLoopbackAddress(), statsd)) {
            clear.getOutputStream().write("clear:1|c\n".getBytes(UTF_8));
            assertThat(clear.getInputStream().readAllBytes())
                    .satisfiesAnyOf(
                            alert -> assertThat(alert).isEmpty(),
                            alert -> assertThat(alert[0]).isEqualTo((byte) 21));
        }
        try (LaneClient lane = LaneClient.open(broker, "durable");
                SSLSocket socket = (SSLSocket)
                        broker.ca().anonymousContext().getSocketFactory().createSocket("127.0.0.1", statsd)) {
            lane.feed(lane.journal(), 0);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write("hits:2|c\nhits:3|c\n".getBytes(UTF_8));
            await().until(() -> tally.count("statsd_lines", "accumulated", "") == 2);
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(lane.samples(1)).first().asString().startsWith("hits|ST[statsd_type:count]@");
        }
    }

    @Test
    void otlpOverGrpcTakesTlsAndNothingInTheClear() throws Exception {
        UUID check = broker.setCheck("otlpgrpc", "\"secret\":\"" + SECRET + "\"", 1);
        Tally tally = broker.bean(Tally.class);
        OtlpGrpcMetricExporterBuilder exporter =
                OtlpGrpcMetricExporter.builder().addHeader("Authorization", "Bearer " + check + ":" + SECRET);
        send(exporter.setEndpoint("http://127.0.0.1:" + grpc));
        assertThat(tally.count("otlpgrpc", "received", "")).isZero();
        exporter.setTrustedCertificates(broker.ca().pem().getBytes(UTF_8));
        send(exporter.setEndpoint("https://127.0.0.1:" + grpc));
        assertThat(tally.count("otlpgrpc", "journaled", "")).isPositive();
    }

    private static void send(OtlpGrpcMetricExporterBuilder exporter) {
        try (SdkMeterProvider meters = SdkMeterProvider.builder()
                .registerMetricReader(PeriodicMetricReader.create(exporter.setRetryPolicy(null)
                        .setTimeout(20, TimeUnit.SECONDS)
                        .build()))
                .build()) {
            meters.get("test").counterBuilder("orders").build().add(3);
            assertThat(meters.forceFlush().join(60, TimeUnit.SECONDS).isDone()).isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
