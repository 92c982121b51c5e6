package io.vedette.stratcon;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.proto.config.Check;
import io.vedette.service.identity.Role;
import io.vedette.stratcon.field.TestCa;
import io.vedette.stratcon.field.TestHome;
import io.vedette.stratcon.field.Tokens;
import io.vedette.stratcon.home.Home;
import io.vedette.testsupport.Server;
import io.vedette.testsupport.WithServers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on real Kafka and real Postgres, looked at from outside. */
@DirtiesContext // a context that lives on would stay a member of the group that deals out brokers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"vedette.own.every=500ms", "vedette.own.grace=1s"})
@WithServers({Server.POSTGRES, Server.KAFKA})
@Import(Tokens.class)
abstract class WholeStratcon {
    static final JsonMapper JSON = JsonMapper.builder().build();

    static final TestCa CA = new TestCa();

    final HttpClient http = HttpClient.newHttpClient();

    final UUID check = UUID.randomUUID();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void enrolled(DynamicPropertyRegistry registry) {
        Home home = TestHome.enrolled(CA, "stratcon-1");
        registry.add("vedette.home", home::home);
    }

    String operator(String method, String path, Integer... expected) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + Tokens.of(1, Role.OPERATOR))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn((Object[]) expected);
        return answer.body();
    }

    boolean isConnected(int broker) throws Exception {
        for (JsonNode feed : JSON.readTree(get("/api/feeds", 1, Role.ADMIN).body())) {
            if (feed.path("broker").asInt() == broker) {
                boolean connected = true;
                for (JsonNode lane : feed.path("lanes")) {
                    connected &= lane.path("connected").asBoolean();
                }
                return connected;
            }
        }
        return false;
    }

    static Check check(UUID uuid, long broker, long seq) {
        return Check.newBuilder()
                .setUuid(uuid.toString())
                .setId(Math.abs(uuid.getLeastSignificantBits() / 2))
                .setBrokerId(broker)
                .setAccountId(1)
                .setType("httptrap")
                .setSeq(seq)
                .setActive(true)
                .build();
    }

    HttpResponse<String> get(String path, long account, Role role) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + Tokens.of(account, role))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
