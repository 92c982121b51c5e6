package io.vedette.local.bench;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/** Waits for a sample as a dashboard does, on the event stream. */
final class LiveSample {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private LiveSample() {}

    /**
     * @param stream {@code <check uuid>/<metric>}
     */
    static void await(String address, String token, String stream) {
        String path = "/api/stream/metrics?stream=" + URLEncoder.encode(stream, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .timeout(PATIENCE)
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                if (lines.noneMatch(line -> line.replace(" ", "").equals("event:sample"))) {
                    throw new StartException("The stream ended without a sample (" + answer.statusCode() + ").");
                }
            }
            client.shutdownNow();
        } catch (IOException e) {
            throw new StartException("The stream broke off: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted.", e);
        }
    }
}
