package io.vedette.broker.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.feed.FeedPaths;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One connection, many requests: those whose body is read, those refused before it is, those nothing is mapped to. */
@Timeout(180)
class KeptAliveTests {
    private static final int REQUESTS = 600;

    @TempDir
    Path home;

    private record Ask(String method, String path, String body, int status) {}

    @Test
    void answersEveryRequestOfAKeptAliveConnection() throws Exception {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        System.out.println("kept-alive seed " + seed + " (run again with -Dvedette.seed)");
        Random random = new Random(seed);
        try (RunningBroker broker = RunningBroker.start(home);
                HttpClient client = HttpClient.newHttpClient()) {
            String trap = "/module/httptrap/" + broker.setTrap("s");
            List<Ask> asks = List.of(
                    new Ask("PUT", trap + "/s", "{\"a\":1}", 200),
                    new Ask("PUT", trap + "/s", "{broken", 406),
                    new Ask("PUT", trap + "/other", "{}", 403),
                    new Ask("POST", "/module/httptrap/" + UUID.randomUUID() + "/s", "{}", 404),
                    new Ask("POST", trap + "/s/further", "{}", 404),
                    new Ask("DELETE", trap + "/s", "", 405),
                    new Ask("GET", FeedPaths.CLOCK, "", 404));
            for (int i = 0; i < REQUESTS; i++) {
                Ask ask = asks.get(random.nextInt(asks.size()));
                HttpRequest request = HttpRequest.newBuilder(broker.plainUri(ask.path()))
                        .method(
                                ask.method(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        ask.body().getBytes(UTF_8)))
                        .timeout(Duration.ofSeconds(30))
                        .build();
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .as("%s after %d requests", ask, i)
                        .isEqualTo(ask.status());
            }
        }
    }
}
