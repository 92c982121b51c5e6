package io.vedette.broker.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.feed.LaneClient;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.Journal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class OtlpTests {
    private static final String SECRET = "otlp-secret";

    @TempDir
    static Path home;

    private static RunningBroker broker;
    private static UUID check;

    @BeforeAll
    static void start() throws Exception {
        broker = RunningBroker.start(home, "--vedette.broker.otlp.grpc-port=0");
        check = broker.setCheck("otlphttp", "\"secret\":\"" + SECRET + "\"", 1);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void takesWhatOpenTelemetrysOwnExporterSends() throws Exception {
        long before = broker.bean(Journal.class).end();
        OtlpHttpMetricExporter exporter = OtlpHttpMetricExporter.builder()
                .setEndpoint(broker.plainUri("/module/otlphttp/" + check + "/v1/metrics")
                        .toString())
                .addHeader("Authorization", "Bearer " + SECRET)
                .setCompression("gzip")
                .build();
        try (SdkMeterProvider meters = SdkMeterProvider.builder()
                .registerMetricReader(PeriodicMetricReader.create(exporter))
                .build()) {
            meters.get("test")
                    .counterBuilder("orders")
                    .build()
                    .add(3, Attributes.builder().put("shop", "a").build());
            meters.get("test").histogramBuilder("latency").build().record(0.25);
            assertThat(meters.forceFlush().join(60, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
        }
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            lane.feed(lane.journal(), before);
            List<String> samples = lane.samples(2);
            assertThat(samples).anyMatch(sample -> sample.startsWith("orders|ST[") && sample.endsWith("=3:l"));
            assertThat(samples).anyMatch(sample -> sample.startsWith("latency|ST[") && sample.endsWith(":H"));
        }
    }

    @Test
    void takesTheSameOverGrpc() throws Exception {
        UUID grpc = broker.setCheck("otlpgrpc", "\"secret\":\"" + SECRET + "\"", 1);
        long before = broker.bean(Journal.class).end();
        sendOverGrpc(grpc + ":wrong");
        assertThat(broker.bean(Tally.class).count("otlpgrpc", "refused", "wrong_secret"))
                .isPositive();
        sendOverGrpc(grpc + ":" + SECRET);
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            lane.feed(lane.journal(), before);
            assertThat(lane.samples(1))
                    .first()
                    .asString()
                    .startsWith("orders|ST[")
                    .endsWith("=3:l");
        }
    }

    private static void sendOverGrpc(String credentials) {
        int port = broker.bean(OtlpGrpcListener.class).port();
        OtlpGrpcMetricExporter exporter = OtlpGrpcMetricExporter.builder()
                .setEndpoint("http://127.0.0.1:" + port)
                .addHeader("Authorization", "Bearer " + credentials)
                .setCompression("gzip")
                .build();
        try (SdkMeterProvider meters = SdkMeterProvider.builder()
                .registerMetricReader(PeriodicMetricReader.create(exporter))
                .build()) {
            meters.get("test").counterBuilder("orders").build().add(3);
            assertThat(meters.forceFlush().join(60, TimeUnit.SECONDS).isDone()).isTrue();
        }
    }

    @Test
    void answersInTheCodingItWasAskedIn() throws Exception {
        String json =
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"g\",\"gauge\":{\"dataPoints\":["
                        + "{\"asDouble\":1.5,\"timeUnixNano\":\"17000000\"},{}]}}]}]}]}";
        HttpResponse<String> answer = send("/" + SECRET + "/v1/metrics", json, "application/json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"rejectedDataPoints\": \"1\"");
        HttpResponse<String> broken = send("/" + SECRET + "/v1/metrics", "{oops", "application/json");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).startsWith("{\"code\":3,");
        assertThat(send("/" + SECRET + "/v1/metrics", "oops", "application/x-protobuf")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("/no/v1/metrics", "", "application/x-protobuf").statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> send(String rest, String body, String type) throws Exception {
        return broker.plain(
                "POST",
                "/module/otlphttp/" + check + rest,
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                type);
    }
}
