package io.vedette.local.field;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Pushes documents of many metrics to an HTTPTrap check, at a rate or as fast as they are taken, until it is closed. */
public final class Load implements AutoCloseable {
    private static final int METRICS = 1_000;
    private static final int SENDERS = 2;

    private final URI trap;
    private final double perSecond;
    private final Document document;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong taken = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final long begin = System.nanoTime();
    private volatile boolean stopping;

    /** What is pushed. */
    @FunctionalInterface
    private interface Document {
        String of(int sender, int round);
    }

    private Load(URI trap, double perSecond, Document document) {
        this.trap = trap;
        this.perSecond = perSecond;
        this.document = document;
        for (int i = 0; i < SENDERS; i++) {
            int sender = i;
            threads.add(Thread.ofVirtual().name("load-" + i).start(() -> send(sender)));
        }
    }

    /**
     * What is measured now.
     *
     * @param perSecond samples each second; infinite for as many as are taken
     */
    public static Load now(URI trap, double perSecond) {
        return new Load(trap, perSecond, (sender, round) -> {
            StringBuilder body = new StringBuilder(METRICS * 20);
            for (int i = 0; i < METRICS; i++) {
                body.append(i == 0 ? '{' : ',')
                        .append("\"s")
                        .append(sender)
                        .append('m')
                        .append(i);
                body.append("\":").append(round + i * 0.25);
            }
            return body.append('}').toString();
        });
    }

    /**
     * What was measured earlier, as fast as it is taken: one sample a second of each stream, by its own time.
     *
     * @param streams a multiple of 2,000
     * @param sinceMs time of the first samples, epoch ms
     */
    public static Load earlier(URI trap, int streams, long sinceMs) {
        int groups = streams / (SENDERS * METRICS);
        return new Load(trap, Double.POSITIVE_INFINITY, (sender, round) -> {
            String time = ",\"_ts\":" + (sinceMs + round / groups * 1_000L) + '}';
            StringBuilder body = new StringBuilder(METRICS * 70);
            for (int i = 0; i < METRICS; i++) {
                body.append(i == 0 ? '{' : ',')
                        .append("\"e")
                        .append(sender)
                        .append('g')
                        .append(round % groups);
                body.append('m').append(i).append("\":{\"_type\":\"n\",\"_value\":");
                body.append(round / groups % 100 + i * 0.25).append(time);
            }
            return body.append('}').toString();
        });
    }

    /** Samples acknowledged until now. */
    public long taken() {
        return taken.get();
    }

    private void send(int sender) {
        for (int round = 0; !stopping; round++) {
            push(document.of(sender, round));
            hold();
        }
    }

    private void push(String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(trap)
                    .PUT(BodyPublishers.ofString(body))
                    .build();
            if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                taken.addAndGet(METRICS);
            }
        } catch (IOException notTaken) {
            LockSupport.parkNanos(1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the rate allows the next document. */
    private void hold() {
        if (Double.isInfinite(perSecond)) {
            return;
        }
        long due = begin + (long) (taken.get() / perSecond * 1e9);
        for (long left = due - System.nanoTime(); left > 0 && !stopping; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
    }
}
