package io.vedette.streaming.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.streaming.SseReader;
import io.vedette.streaming.TestIdentity;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** Nobody answers where Kafka should be: the page and the doors stand all the same. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.kafka.bootstrap-servers=127.0.0.1:9")
@Import(TestIdentity.class)
@TestConstructor(autowireMode = AutowireMode.ALL)
class DashboardTests {
    private final int port;

    DashboardTests(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/icon.svg",
                "/app/main.js",
                "/app/style.css",
                "/vendor/lit/lit.js",
                "/vendor/uplot/uPlot.iife.min.js",
                "/vendor/uplot/uPlot.min.css"
            })
    void thePageNeedsNoTokenAndLoadsNothingFromElsewhere(String path) {
        HttpResponse<String> answer = SseReader.get(port, path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'")
                        .doesNotContain("unsafe", "http"));
        assertThat(answer.body()).doesNotContain("src=\"http", "href=\"http", "from \"http");
    }

    @Test
    void everythingElseIsShut() {
        assertThat(SseReader.get(port, "/application.yml").statusCode()).isEqualTo(401);
        assertThat(SseReader.get(port, "/api/openapi/streaming").statusCode()).isEqualTo(401);
        assertThat(SseReader.get(port, "/actuator/health").statusCode()).isNotEqualTo(401);
    }

    @Test
    void describesItsPaths() {
        HttpResponse<String> answer =
                SseReader.get(port, "/api/openapi/streaming", "Authorization", "Bearer " + TestIdentity.token(7));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("/api/stream/metrics", "/api/stream/alerts", "/api/stream\"");
    }

    @Test
    void isNotReadyBeforeTheConfigurationIsRead() {
        assertThat(SseReader.get(port, "/actuator/health/readiness").statusCode())
                .isEqualTo(503);
        assertThat(SseReader.get(port, "/actuator/health/liveness").statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = SseReader.get(
                port,
                "/api/stream/metrics?stream=11111111-2222-3333-4444-555555555555/cpu",
                "Authorization",
                "Bearer " + TestIdentity.token(7));
        assertThat(answer.statusCode()).isEqualTo(503);
    }
}
