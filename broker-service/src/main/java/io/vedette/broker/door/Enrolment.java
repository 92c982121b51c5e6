package io.vedette.broker.door;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Opens the TLS port as soon as there are credentials: those on disk, or those that enrolment brings, asked for until the door answers. The broker collects
 * and journals meanwhile. At two thirds of its life, and also when it has run out, the certificate is renewed. Stopping ends the attempts and closes the
 * port.
 */
@Component
class Enrolment implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Enrolment.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /** Looked at as often, since clocks are set and machines sleep. */
    private static final Duration LOOK = Duration.ofHours(1);
    /** Whoever hands out certificates that are old already is not asked all the time. */
    private static final Duration REST = Duration.ofMinutes(1);

    private final CredentialFiles files;
    private final EnrolmentClient client;
    private final EnrolmentSettings settings;
    private final TlsServer server;
    private final Clock clock;
    private @Nullable Thread thread;

    Enrolment(
            CredentialFiles files, EnrolmentClient client, EnrolmentSettings settings, TlsServer server, Clock clock) {
        this.files = files;
        this.client = client;
        this.settings = settings;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public void start() {
        try {
            Optional<Credentials> stored = files.load();
            if (stored.isPresent()) {
                server.open(stored.get());
                log.atInfo()
                        .addKeyValue(
                                "until",
                                stored.get().chain().getFirst().getNotAfter().toInstant())
                        .log("Certificate held");
            }
            if (stored.isPresent() ? settings.url() != null : settings.isPossible()) {
                thread = Thread.ofVirtual().name("enrolment").start(() -> run(stored));
            } else if (stored.isEmpty()) {
                log.warn("Not enrolled, and no enrolment URL and code are set: the feed stays closed");
            }
        } catch (IOException e) {
            throw new IllegalStateException("the broker's certificate cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        Thread enrolling = thread;
        if (enrolling != null) {
            enrolling.interrupt();
            thread = null;
        }
        server.close();
    }

    @Override
    public boolean isRunning() {
        return thread != null || server.port() != 0;
    }

    private void run(Optional<Credentials> stored) {
        try {
            Credentials held = stored.isPresent() ? stored.get() : enrolled();
            while (true) {
                Duration left =
                        Duration.between(clock.instant(), dueAt(held.chain().getFirst()));
                if (left.isPositive()) {
                    Thread.sleep(min(left, LOOK));
                } else {
                    Credentials asked = held;
                    held = asked(() -> client.renew(asked), "Certificate not renewed yet, trying again", LOOK);
                    server.renew(held);
                    log.info("Certificate renewed");
                    Thread.sleep(REST);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            log.atError().setCause(e).log("The TLS port cannot be opened");
        }
    }

    /** Two thirds of a certificate's life are over. */
    private static Instant dueAt(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        return from.plus(Duration.between(from, certificate.getNotAfter().toInstant())
                .multipliedBy(2)
                .dividedBy(3));
    }

    private Credentials enrolled() throws InterruptedException, IOException {
        Credentials credentials = asked(client::enrol, "Not enrolled yet, trying again", settings.retryMax());
        server.open(credentials);
        return credentials;
    }

    /** Asks config-monitor for a certificate, once. */
    private interface Attempt {
        EnrolmentClient.Outcome make() throws InterruptedException;
    }

    private static Credentials asked(Attempt attempt, String message, Duration longestPause)
            throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        String told = "";
        while (true) {
            switch (attempt.make()) {
                case EnrolmentClient.Outcome.Enrolled(Credentials credentials) -> {
                    return credentials;
                }
                case EnrolmentClient.Outcome.Rejected(String reason) -> told = tell(told, reason, message);
                case EnrolmentClient.Outcome.Retryable(String cause) -> told = tell(told, cause, message);
            }
            Thread.sleep(pause);
            pause = min(pause.multipliedBy(2), longestPause);
        }
    }

    /** Each cause once, however often it comes in a row. */
    private static String tell(String told, String cause, String message) {
        if (!cause.equals(told)) {
            log.atWarn().addKeyValue("cause", cause).log(message);
        }
        return cause;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
