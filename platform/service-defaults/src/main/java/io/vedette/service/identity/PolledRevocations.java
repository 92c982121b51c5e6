package io.vedette.service.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks config-monitor every few seconds, on a thread of its own; while it does not answer, what it said last holds, as the keys do. A token revoked while a
 * service starts without config-monitor is good there until it comes back or the token runs out.
 */
final class PolledRevocations implements Revocations, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PolledRevocations.class);
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final URI source;
    private final HttpClient client;
    private volatile RevocationList known = RevocationList.NONE;
    private volatile @Nullable CountDownLatch stopped;
    private @Nullable Thread thread;

    PolledRevocations(URI source) {
        this.source = source;
        this.client = HttpClient.newBuilder().connectTimeout(EVERY).build();
    }

    @Override
    public RevocationList current() {
        return known;
    }

    @Override
    public void start() {
        CountDownLatch end = new CountDownLatch(1);
        stopped = end;
        thread = Thread.ofVirtual().name("revocations").start(() -> run(end));
    }

    @Override
    public void stop() {
        CountDownLatch end = stopped;
        stopped = null;
        if (end != null) {
            end.countDown();
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped != null;
    }

    private void run(CountDownLatch end) {
        try {
            do {
                ask();
            } while (!end.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(source).timeout(EVERY).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == OK) {
                known = JsonMapper.shared().readValue(answer.body(), RevocationList.class);
            }
        } catch (IOException | JacksonException e) {
            LOG.debug("revocations are not told: {}", e.getMessage());
        }
    }
}
