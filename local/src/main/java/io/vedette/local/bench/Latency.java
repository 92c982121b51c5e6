package io.vedette.local.bench;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.local.field.FieldProcess;
import io.vedette.local.field.FieldTrap;
import io.vedette.local.field.LaneReader;
import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/** From the moment a push is begun until its batch is read from the live lane: request, group commit, feed and TLS together. */
final class Latency {
    /** What each push needs once is compiled after some thousands of them, which a broker has had soon. */
    private static final int WARM = 8_000;

    private static final int PROBES = 500;
    private static final int RECORD_BYTES = 100;
    private static final Duration EACH = Duration.ofMillis(20);

    private Latency() {}

    private record Arrival(long number, long atNanos) {}

    /**
     * @param state of the broker, for the figures' names
     * @param limitMs of the 99th percentile
     */
    static List<Figure> measure(FieldProcess broker, SSLContext tls, FieldTrap probe, String state, double limitMs)
            throws IOException, InterruptedException {
        LinkedBlockingQueue<Arrival> seen = new LinkedBlockingQueue<>();
        long first = System.nanoTime();
        double[] ms = new double[PROBES];
        try (LaneReader lane = LaneReader.live(broker.tlsPort(), tls);
                HttpClient client = HttpClient.newHttpClient()) {
            Thread.ofPlatform()
                    .daemon()
                    .name("live-reader")
                    .start(() -> read(lane, UUID.fromString(probe.uuid()), seen));
            for (int i = -WARM; i < PROBES; i++) {
                long begin = System.nanoTime();
                client.send(
                        HttpRequest.newBuilder(probe.url())
                                .PUT(BodyPublishers.ofString("{\"probe\":" + (first + i) + "}"))
                                .build(),
                        BodyHandlers.discarding());
                long arrived = arrived(seen, first + i);
                if (i >= 0) {
                    ms[i] = (arrived - begin) / 1e6;
                    LockSupport.parkNanos(EACH.toNanos());
                }
            }
        }
        return percentiles(state, ms, limitMs);
    }

    /** What the disk needs to have a small record safe: no answer comes sooner. */
    static List<Figure> disk(Path folder) throws IOException {
        Path file = folder.resolve("fdatasync");
        double[] ms = new double[PROBES];
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < PROBES; i++) {
                LockSupport.parkNanos(EACH.toNanos());
                long begin = System.nanoTime();
                out.write(ByteBuffer.allocate(RECORD_BYTES));
                out.force(false);
                ms[i] = (System.nanoTime() - begin) / 1e6;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return percentiles("disk", ms, Double.POSITIVE_INFINITY);
    }

    private static List<Figure> percentiles(String state, double[] ms, double limitMs) {
        Arrays.sort(ms);
        return List.of(
                new Figure("feed." + state + ".p50", ms[PROBES / 2], "ms"),
                new Figure("feed." + state + ".p99", ms[PROBES * 99 / 100], "ms", limitMs));
    }

    /** The lane begins 10 s back: what came before is passed over. */
    private static long arrived(LinkedBlockingQueue<Arrival> seen, long number) throws InterruptedException {
        while (true) {
            Arrival next = seen.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new StartException("A sample did not arrive on the live lane.");
            }
            if (next.number() == number) {
                return next.atNanos();
            }
        }
    }

    private static void read(LaneReader lane, UUID check, LinkedBlockingQueue<Arrival> seen) {
        try {
            while (true) {
                if (lane.next() instanceof BatchFrame frame) {
                    long now = System.nanoTime();
                    BatchReader batch = new BatchReader(frame.batch());
                    while (batch.check().equals(check) && batch.nextStream()) {
                        while (batch.nextSample()) {
                            seen.add(new Arrival(batch.whole(), now));
                        }
                    }
                }
            }
        } catch (IOException closed) {
            // The measurement is over.
        }
    }
}
