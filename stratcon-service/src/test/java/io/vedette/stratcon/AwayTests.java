package io.vedette.stratcon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vedette.contracts.proto.feeds.LaneState;
import io.vedette.service.identity.Role;
import io.vedette.stratcon.draw.Draws;
import io.vedette.stratcon.field.FieldBroker;
import io.vedette.stratcon.field.TestCa;
import io.vedette.stratcon.field.TestHome;
import io.vedette.stratcon.field.Tokens;
import io.vedette.stratcon.home.Home;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** A stratcon that restarts while neither Kafka nor the store is there. */
@DirtiesContext // a context that lives on would stay a member of the group that deals out brokers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere",
            "spring.datasource.hikari.connection-timeout=300"
        })
@Import(Tokens.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AwayTests {
    private static final TestCa CA = new TestCa();
    private static final FieldBroker BROKER = new FieldBroker(CA, 1, "broker-1");

    private final Draws draws;

    @LocalServerPort
    int port;

    AwayTests(Draws draws) {
        this.draws = draws;
    }

    @DynamicPropertySource
    static void known(DynamicPropertyRegistry registry) throws InvalidProtocolBufferException {
        Home home = TestHome.enrolled(CA, "stratcon-1");
        home.write(
                "ownership/brokers.jsonl",
                JsonFormat.printer().omittingInsignificantWhitespace().print(BROKER.address()));
        registry.add("vedette.home", home::home);
    }

    @AfterAll
    static void close() {
        BROKER.close();
    }

    @Test
    void drawsTheBrokersItKnewAndSaysWhatItWaitsFor() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(draws.feeds()).hasSize(1);
            List<LaneState> lanes = draws.feeds().getFirst().getLanesList();
            assertThat(lanes).allMatch(LaneState::getConnected);
            assertThat(lanes.getFirst().getLastError()).isEqualTo("the store does not answer");
        });
    }

    @Test
    void tellsWhoAsksThatTheStoreIsAway() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + "/api/data?stream=" + UUID.randomUUID() + "/a&start=0&end=60"))
                .header("Authorization", "Bearer " + Tokens.of(1, Role.VIEWER))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("the rollup store does not answer now");
        }
    }
}
