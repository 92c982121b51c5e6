package io.vedette.stratcon.enrol;

import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gets the certificate: from disk, else from config-monitor, asked again and again with back-off. At two thirds of its life, and also when it has run out,
 * it is renewed.
 */
public final class Enrolment implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Enrolment.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Looked at as often, since clocks are set and machines sleep. */
    private static final Duration LOOK = Duration.ofHours(1);
    /** Whoever hands out certificates that are old already is not asked all the time. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final String DOOR = "/v2/provision_broker";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EnrolmentSettings settings;
    private final IdentityFiles files;
    private final Clock clock;
    private final IntervalFunction backOff =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofSeconds(1), 2.0, 0.5, Duration.ofSeconds(8));
    private final IntervalFunction renewalBackOff =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofSeconds(1), 2.0, 0.5, LOOK);
    private final CompletableFuture<Identity> identity = new CompletableFuture<>();
    private volatile Consumer<Identity> renewed = fresh -> {};
    private volatile boolean running;
    private Thread asking = new Thread();

    Enrolment(EnrolmentSettings settings, IdentityFiles files, Clock clock) {
        this.settings = settings;
        this.files = files;
        this.clock = clock;
    }

    /** Done as soon as there is a certificate. */
    public CompletableFuture<Identity> identity() {
        return identity;
    }

    /** Who is told of each newer certificate. */
    public void onRenewal(Consumer<Identity> listener) {
        renewed = listener;
    }

    @Override
    public void start() {
        running = true;
        files.load().ifPresent(identity::complete);
        URI door = settings.url();
        if (door != null) {
            asking = Thread.ofVirtual().name("enrolment").start(() -> run(door));
        } else if (!identity.isDone()) {
            log.error("no certificate, and no VEDETTE_ENROLMENT_URL to ask for one: nothing is drawn");
        }
    }

    private void run(URI door) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            if (!identity.isDone()) {
                identity.complete(enrolled(client, door));
            }
            Identity held = identity.join();
            while (running) {
                Duration left =
                        Duration.between(clock.instant(), dueAt(held.chain().getFirst()));
                if (left.isPositive()) {
                    Thread.sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
                } else {
                    held = renewed(client, door, held);
                    log.atInfo().addKeyValue("cn", held.cn()).log("certificate renewed");
                    renewed.accept(held);
                    Thread.sleep(REST);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Two thirds of a certificate's life are over. */
    private static Instant dueAt(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        return from.plus(Duration.between(from, certificate.getNotAfter().toInstant())
                .multipliedBy(2)
                .dividedBy(3));
    }

    private Identity enrolled(HttpClient client, URI door) throws InterruptedException {
        Map<String, String> body = Map.of(
                "code", settings.code(),
                "csr", files.request(settings.name()),
                "_role", "stratcon",
                "noit_name", settings.name());
        Identity granted = asked(client, door, DOOR, body, backOff);
        log.atInfo().addKeyValue("cn", granted.cn()).log("enrolled");
        return granted;
    }

    private Identity renewed(HttpClient client, URI door, Identity held) throws InterruptedException {
        Map<String, String> body = Map.of("csr", IdentityFiles.request(held), "_cert", IdentityFiles.pem(held));
        return asked(client, door, DOOR + "/renewal", body, renewalBackOff);
    }

    private Identity asked(HttpClient client, URI door, String path, Map<String, String> body, IntervalFunction pauses)
            throws InterruptedException {
        for (int attempt = 1; true; attempt++) {
            try {
                return post(client, door, path, body);
            } catch (IOException | RuntimeException e) {
                log.warn("no certificate yet: {}", e.toString());
            }
            Thread.sleep(pauses.apply(attempt));
        }
    }

    private Identity post(HttpClient client, URI door, String path, Map<String, String> body)
            throws IOException, InterruptedException {
        String base = door.toString().replaceAll("/+$", "");
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
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
