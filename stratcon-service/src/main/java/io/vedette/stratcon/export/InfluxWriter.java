package io.vedette.stratcon.export;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts lines. Written = {@code vedette_influx_lines_total}; alert when {@code vedette_influx_rejected_total} rises: the taker said 400, which for InfluxDB
 * means that some lines of that post are not taken, now or ever. Safe for many threads.
 */
public final class InfluxWriter {
    private static final Logger log = LoggerFactory.getLogger(InfluxWriter.class);
    private static final int TOLD = 300;

    private final InfluxSettings settings;
    private final MeterRegistry meters;
    private final HttpClient client;
    private final URI uri;

    public InfluxWriter(InfluxSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
        uri = URI.create(settings.url() + (settings.url().contains("?") ? "&" : "?") + "precision=ms");
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    /**
     * @param lines what {@link LineProtocol} wrote
     * @param count how many
     * @throws IOException when they are not taken now, but may be later
     */
    public void write(String lines, int count) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(settings.timeout())
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofString(lines));
        if (!settings.token().isEmpty()) {
            request.header("Authorization", "Token " + settings.token());
        } else if (!settings.user().isEmpty()) {
            String login = settings.user() + ":" + settings.password();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() == 400) {
            meters.counter("vedette.influx.rejected").increment();
            log.atWarn().log("{} does not take some of {} lines: {}", uri.getHost(), count, told(answer));
        } else if (answer.statusCode() / 100 != 2) {
            throw new IOException(uri.getHost() + " answers " + answer.statusCode() + ": " + told(answer));
        }
        meters.counter("vedette.influx.lines").increment(count);
    }

    private static String told(HttpResponse<String> answer) {
        String body = answer.body().strip();
        return body.length() > TOLD ? body.substring(0, TOLD) : body;
    }
}
