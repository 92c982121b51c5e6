package io.vedette.local.field;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Two senders to one HTTPTrap check: {@code exact} sends each numbered sample, timestamped a millisecond after the one before, again until it is
 * acknowledged, so that exactly {@link #numbered} must be counted; {@code once} sends each of its samples once, so that from {@link #acknowledged} to
 * {@link #sent} must be counted.
 */
public final class NumberedSender implements AutoCloseable {
    private static final int EACH_PUSH = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private volatile URI trap;
    private final long startMs;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final AtomicLong numbered = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Thread exact;
    private final Thread once;
    private volatile boolean stopping;

    /**
     * @param trap where to push to
     * @param startMs time of the first numbered sample
     */
    public NumberedSender(URI trap, long startMs) {
        this.trap = trap;
        this.startMs = startMs;
        exact = Thread.ofVirtual().name("exact-sender").start(this::sendExactly);
        once = Thread.ofVirtual().name("once-sender").start(this::sendOnce);
    }

    /** Numbered samples that were acknowledged. */
    public long numbered() {
        return numbered.get();
    }

    public long sent() {
        return sent.get();
    }

    public long acknowledged() {
        return acknowledged.get();
    }

    /** From now on both send there. */
    public void turnTo(URI other) {
        trap = other;
    }

    private void sendExactly() {
        while (!stopping) {
            long first = numbered.get();
            StringBuilder body = new StringBuilder();
            for (long i = first; i < first + EACH_PUSH; i++) {
                body.append("{\"exact\":{\"_type\":\"l\",\"_value\":%d,\"_ts\":%d}}".formatted(i, startMs + i));
            }
            // Until it is acknowledged, even when stopping: what was sent once may be counted.
            while (!isTaken(body.toString())) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            numbered.addAndGet(EACH_PUSH);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void sendOnce() {
        while (!stopping) {
            sent.incrementAndGet();
            if (isTaken("{\"once\":1}")) {
                acknowledged.incrementAndGet();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isTaken(String body) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(trap)
                            .timeout(TIMEOUT)
                            .PUT(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Stops sending; the broker must run, for the last push is made good.
     *
     * @throws StartException when nobody acknowledges it
     */
    @Override
    public void close() {
        stopping = true;
        try {
            if (!exact.join(PATIENCE) || !once.join(PATIENCE)) {
                exact.interrupt();
                once.interrupt();
                throw new StartException("What is pushed to " + trap + " is not acknowledged any more.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
