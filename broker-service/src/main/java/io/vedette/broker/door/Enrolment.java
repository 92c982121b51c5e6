package io.vedette.broker.door;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Opens the TLS port as soon as there are credentials: those on disk, or those that enrolment brings, asked for until the door answers. The broker collects
 * and journals meanwhile. Stopping ends the attempts and closes the port.
 */
@Component
class Enrolment implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Enrolment.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final CredentialFiles files;
    private final EnrolmentClient client;
    private final EnrolmentSettings settings;
    private final TlsServer server;
    private @Nullable Thread thread;

    Enrolment(CredentialFiles files, EnrolmentClient client, EnrolmentSettings settings, TlsServer server) {
        this.files = files;
        this.client = client;
        this.settings = settings;
        this.server = server;
    }

    @Override
    public void start() {
        try {
            Optional<Credentials> stored = files.load();
            if (stored.isPresent()) {
                server.open(stored.get());
            } else if (settings.isPossible()) {
                thread = Thread.ofVirtual().name("enrolment").start(this::enrolUntilDone);
            } else {
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

    private void enrolUntilDone() {
        Duration pause = FIRST_PAUSE;
        String told = "";
        try {
            while (!Thread.currentThread().isInterrupted()) {
                switch (client.enrol()) {
                    case EnrolmentClient.Outcome.Enrolled(Credentials credentials) -> {
                        server.open(credentials);
                        return;
                    }
                    case EnrolmentClient.Outcome.Rejected(String reason) -> told = tell(told, reason);
                    case EnrolmentClient.Outcome.Retryable(String cause) -> told = tell(told, cause);
                }
                Thread.sleep(pause);
                pause = min(pause.multipliedBy(2), settings.retryMax());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            log.atError().setCause(e).log("The TLS port cannot be opened");
        }
    }

    /** Each cause once, however often it comes in a row. */
    private static String tell(String told, String cause) {
        if (!cause.equals(told)) {
            log.atWarn().addKeyValue("cause", cause).log("Not enrolled yet, trying again");
        }
        return cause;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
