package io.vedette.local.bench;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrame.Heartbeat;
import io.vedette.local.field.FaultyLink;
import io.vedette.local.field.FieldProcess;
import io.vedette.local.field.FieldTrap;
import io.vedette.local.field.LaneReader;
import io.vedette.local.field.Load;
import io.vedette.local.field.SuiteAccess;
import io.vedette.local.field.SuiteCertificate;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.Progress;
import io.vedette.local.suite.RunningSuite;
import io.vedette.local.suite.SuiteSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/**
 * One feed of a broker over mutual TLS, beside what one TLS connection over loopback carries in the same run; and the time from a push until its sample is in
 * the stratcon's hand, on a broker at rest and on one that takes all it can. The broker is one of the field whose own link is cut, so that nobody else draws it.
 */
final class FeedBenchmark {
    private static final double MOST_OF_TLS_UNUSED = 0.75;
    private static final int PIECE = 64 * 1024;
    private static final Duration FILL = Duration.ofSeconds(40);
    private static final int READS = 3;

    private final Path root;
    private final PrintStream out;

    FeedBenchmark(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    List<Figure> measure() {
        Path data = Scratch.folder(root, "feed");
        try (RunningSuite suite = RunningSuite.prepare(SuiteSettings.apart(root, data), new Progress(out))) {
            suite.start();
            SuiteAccess access = new SuiteAccess(data);
            try (FieldProcess broker = FieldProcess.broker(root, data.resolve("far"), access, "far");
                    FaultyLink link = new FaultyLink(broker.tlsPort())) {
                broker.dialledAt(link.port()).start();
                FieldTrap load = FieldTrap.on(broker, access, "far");
                FieldTrap probe = FieldTrap.on(broker, access, "far");
                link.set(FaultyLink.State.CUT);
                access.signal("stratcon-service", "-STOP");
                List<Figure> figures = measure(broker, SuiteCertificate.context(data), load, probe);
                access.signal("stratcon-service", "-CONT");
                return figures;
            }
        } catch (IOException e) {
            throw new StartException("The feed cannot be measured: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted.", e);
        } finally {
            PrivateFiles.deleteRecursively(data);
        }
    }

    private List<Figure> measure(FieldProcess broker, SSLContext tls, FieldTrap load, FieldTrap probe)
            throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>(Latency.disk(broker.home()));
        figures.addAll(Latency.measure(broker, tls, probe, "idle", 10));
        try (Load pushing = Load.now(load.url(), Double.POSITIVE_INFINITY)) {
            figures.addAll(Latency.measure(broker, tls, probe, "loaded", 100));
            LockSupport.parkNanos(FILL.toNanos());
            figures.add(new Figure("feed.filled", pushing.taken(), "samples"));
        }
        double best = 0;
        double bestSamples = 0;
        double bestTls = 0;
        for (int i = 0; i < READS; i++) {
            bestTls = Math.max(bestTls, TlsLoopback.rate(tls, PIECE));
            double[] rates = replay(broker, tls);
            best = Math.max(best, rates[0]);
            bestSamples = Math.max(bestSamples, rates[1]);
        }
        figures.add(new Figure("feed.durable.mb_per_s", best, "MB/s"));
        figures.add(new Figure("feed.durable.samples_per_s", bestSamples, "/s"));
        figures.add(new Figure("feed.tls_loopback.mb_per_s", bestTls, "MB/s"));
        figures.add(new Figure("feed.durable.tls_unused", 1 - best / bestTls, "share", MOST_OF_TLS_UNUSED));
        return figures;
    }

    /** Draws the whole journal, without decompression; MB/s of batches and samples/s. */
    private static double[] replay(FieldProcess broker, SSLContext tls) throws IOException, InterruptedException {
        long bytes = 0;
        List<byte[]> batches = new ArrayList<>();
        try (LaneReader lane = LaneReader.durable(broker.tlsPort(), tls)) {
            long begin = System.nanoTime();
            long last = begin;
            // Nothing between two beats: what is left of the journal is no lane's.
            for (int beats = 0; beats < 2; ) {
                FeedFrame frame = lane.next();
                if (frame instanceof Heartbeat) {
                    beats++;
                    continue;
                }
                beats = 0;
                last = System.nanoTime();
                if (frame instanceof FeedFrame.Gap gap) {
                    throw new IOException("a gap at " + gap.from());
                }
                if (frame instanceof BatchFrame batch) {
                    bytes += batch.batch().length;
                    if (batches.size() < 200) {
                        batches.add(batch.batch());
                    }
                }
            }
            double rate = bytes / ((last - begin) / 1e9);
            return new double[] {rate / 1e6, rate / bytesOfSample(batches)};
        }
    }

    private static double bytesOfSample(List<byte[]> batches) {
        long bytes = 0;
        long samples = 0;
        for (byte[] batch : batches) {
            bytes += batch.length;
            BatchReader reader = new BatchReader(batch);
            while (reader.nextStream()) {
                while (reader.nextSample()) {
                    samples++;
                }
            }
        }
        return (double) bytes / Math.max(1, samples);
    }
}
