package io.vedette.stratcon.enrol;

import io.vedette.contracts.revocation.RevocationList;
import io.vedette.stratcon.home.Home;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * The certificates honoured no more: asked of config-monitor every 15 s, kept on disk, told to those who dial brokers and to those who hand the list on
 * to them. While config-monitor is away what is known holds.
 */
public final class Revocations implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String DOOR = "/v2/provision_broker/revocations";
    private static final String FILE = "identity/revoked.txt";

    private final EnrolmentSettings settings;
    private final Enrolment enrolment;
    private final Home home;
    private final ApplicationEventPublisher events;
    /** Replaced whole, by the asking thread alone. */
    private volatile Set<BigInteger> serials;

    private volatile boolean running;
    private Thread asking = new Thread();

    Revocations(EnrolmentSettings settings, Enrolment enrolment, Home home, ApplicationEventPublisher events) {
        this.settings = settings;
        this.enrolment = enrolment;
        this.home = home;
        this.events = events;
        serials = home.read(FILE).map(RevocationList::ofText).orElse(Set.of());
    }

    /**
     * A list that was read, every 15 s by default.
     *
     * @param list signed, in DER
     * @param serials what it names
     */
    public record Listed(byte[] list, Set<BigInteger> serials) {}

    /** Some are honoured no more that were until now: whoever is connected has to be looked at anew. */
    public record Grown() {}

    public boolean contains(X509Certificate certificate) {
        return serials.contains(certificate.getSerialNumber());
    }

    @Override
    public void start() {
        running = true;
        URI door = settings.url();
        if (door != null) {
            asking = Thread.ofVirtual().name("revocations").start(() -> run(door));
        }
    }

    private void run(URI door) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            while (running) {
                ask(client, door);
                Thread.sleep(settings.revocationsEvery());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(HttpClient client, URI door) throws InterruptedException {
        try {
            String base = door.toString().replaceAll("/+$", "");
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(base + DOOR))
                            .timeout(TIMEOUT)
                            .build(),
                    BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("the door answered " + answer.statusCode());
            }
            if (enrolment.identity().isDone()) {
                read(answer.body(), enrolment.identity().join().ca());
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            log.warn("the list of revoked certificates is not read: {}", e.toString());
        }
    }

    private void read(byte[] list, X509Certificate authority) throws GeneralSecurityException {
        Set<BigInteger> listed = RevocationList.serials(list, List.of(authority));
        Set<BigInteger> all = new HashSet<>(serials);
        if (all.addAll(listed)) {
            home.write(FILE, RevocationList.text(all));
            serials = Set.copyOf(all);
            events.publishEvent(new Grown());
        }
        events.publishEvent(new Listed(list, listed));
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
