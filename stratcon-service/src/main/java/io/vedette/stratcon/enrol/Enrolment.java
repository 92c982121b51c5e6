package io.vedette.stratcon.enrol;

import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gets the certificate once and for all: from disk, else from config-monitor, asked again and again with back-off. */
public final class Enrolment implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Enrolment.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String DOOR = "/v2/provision_broker";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EnrolmentSettings settings;
    private final IdentityFiles files;
    private final IntervalFunction backOff =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofSeconds(1), 2.0, 0.5, Duration.ofSeconds(8));
    private final CompletableFuture<Identity> identity = new CompletableFuture<>();
    private volatile boolean running;
    private Thread asking = new Thread();

    Enrolment(EnrolmentSettings settings, IdentityFiles files) {
        this.settings = settings;
        this.files = files;
    }

    /** Done as soon as there is a certificate. */
    public CompletableFuture<Identity> identity() {
        return identity;
    }

    @Override
    public void start() {
        running = true;
        files.load().ifPresent(identity::complete);
        URI door = settings.url();
        if (identity.isDone()) {
            return;
        }
        if (door == null) {
            log.error("no certificate, and no VEDETTE_ENROLMENT_URL to ask for one: nothing is drawn");
            return;
        }
        asking = Thread.ofVirtual().name("enrolment").start(() -> ask(door));
    }

    private void ask(URI door) {
        String request = files.request(settings.name());
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            for (int attempt = 1; running; attempt++) {
                try {
                    Identity granted = post(client, door, request);
                    log.atInfo().addKeyValue("cn", granted.cn()).log("enrolled");
                    identity.complete(granted);
                    return;
                } catch (IOException | RuntimeException e) {
                    log.warn("not enrolled yet: {}", e.toString());
                }
                Thread.sleep(backOff.apply(attempt));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Identity post(HttpClient client, URI door, String csr) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(
                Map.of("code", settings.code(), "csr", csr, "_role", "stratcon", "noit_name", settings.name()));
        String base = door.toString().replaceAll("/+$", "");
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + DOOR))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the door answered " + answer.statusCode() + ": " + answer.body());
        }
        JsonNode granted = JSON.readTree(answer.body());
        return files.save(granted.path("_cert").asString(), granted.path("_ca").asString());
    }

    @Override
    public void stop() {
        running = false;
        asking.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
