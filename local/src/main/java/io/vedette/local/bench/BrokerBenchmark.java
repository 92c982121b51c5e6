package io.vedette.local.bench;

import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.xerial.snappy.Snappy;

/**
 * By protocol: samples a second into the journal, fsync and all, and what a million of them costs the broker in CPU time and allocated bytes, once the JVM
 * has compiled what they pass through. Sender and broker share the machine; the CPU time is the broker's alone.
 */
final class BrokerBenchmark {
    private static final Duration WARM = Duration.ofSeconds(6);
    /** Compilers that work less than this part of the time are at rest. */
    private static final double AT_REST = 0.05;

    private static final int MOST_WARM = 10;
    private static final Duration MEASURED = Duration.ofSeconds(6);
    private static final List<String> PEERS = List.of("vm-influx", "vm-rw", "influxdb", "prometheus");
    private static final Pattern BESIDE = Pattern.compile("samples_per_(cpu_)?s$");
    private static final int SENDERS = 2;
    private static final int LINES_A_PACKET = 30;
    private static final int PACKETS_A_PIECE = 200;
    private static final double MILLION = 1e6;
    private static final int MANY_STREAMS = 100_000;
    private static final int ROUNDS = 12;
    private static final double MOST_HEAP_MIB = 256;
    private static final Set<String> CHECKS = Set.of("influxdb", "remotewrite", "httptrap", "graphite_plain", "statsd");

    private final Path root;
    private final PrintStream out;
    private final AtomicLong step = new AtomicLong();
    private final AtomicLong packets = new AtomicLong();

    BrokerBenchmark(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    /** Sends once, at a step that nobody else has. */
    private interface Sender {
        void send(long step) throws IOException, InterruptedException;
    }

    /** Makes the sender of one thread, which has series of its own. */
    private interface Senders {
        Sender make(int number) throws IOException;
    }

    /** What one sender pushes. */
    private interface Loads {
        Load of(UUID check, String secret, int sender);
    }

    List<Figure> measure() {
        Path home = root.resolve("local/target/bench-broker");
        PrivateFiles.deleteRecursively(home);
        try (MeasuredBroker broker = new MeasuredBroker(root, Files.createDirectories(home), CHECKS);
                HttpClient client = HttpClient.newHttpClient()) {
            List<Figure> figures = new ArrayList<>();
            figures.addAll(pushed(broker, client, "influxdb", Load::lineProtocol));
            figures.addAll(pushed(broker, client, "remotewrite", Load::remoteWrite));
            figures.addAll(pushed(broker, client, "httptrap", Load::httpTrap));
            figures.addAll(measure(
                    broker, "graphite", "graphite_plain", "journaled", SENDERS, number -> overTcp(broker, number)));
            figures.addAll(datagrams(broker, "statsd_lines", LINES_A_PACKET));
            figures.addAll(datagrams(broker, "statsd_packets", 1));
            figures.add(manyStreams(broker, client));
            figures.addAll(peers());
            return figures;
        } catch (IOException e) {
            throw new StartException("The broker cannot be measured in " + home + ": " + e.getMessage() + ".", e);
        } finally {
            PrivateFiles.deleteRecursively(home);
        }
    }

    /** What others take of metrics of hosts, in a second and in a second of processor time; they acknowledge from memory. */
    private List<Figure> peers() {
        PeerFigures peers = new PeerFigures(root, out);
        return PEERS.stream()
                .flatMap(peer ->
                        peers
                                .of("broker.beside.", BESIDE, peer, "--no-query", "--runs", "1", "--hosts", "200")
                                .stream())
                .toList();
    }

    private List<Figure> pushed(MeasuredBroker broker, HttpClient client, String protocol, Loads loads) {
        UUID check = broker.check(protocol);
        return measure(broker, protocol, protocol, "journaled", SENDERS, number -> {
            Load load = loads.of(check, MeasuredBroker.SECRET, number);
            return at -> push(client, broker, load, at);
        });
    }

    /** What the broker's heap holds after a full collection when 100,000 streams have pushed, again and again. */
    private Figure manyStreams(MeasuredBroker broker, HttpClient client) throws IOException {
        out.println("Measuring " + MANY_STREAMS + " streams");
        UUID check = broker.check("influxdb");
        List<Load> loads = new ArrayList<>();
        for (int sender = 0; sender * Load.STREAMS < MANY_STREAMS; sender++) {
            loads.add(Load.lineProtocol(check, MeasuredBroker.SECRET, sender));
        }
        try {
            for (int round = 0; round < ROUNDS; round++) {
                for (Load load : loads) {
                    push(client, broker, load, step.incrementAndGet());
                }
            }
            return new Figure(
                    "broker.heap_of_100000_streams", broker.liveHeapBytes() / (1 << 20), "MiB", MOST_HEAP_MIB);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted.", e);
        }
    }

    /** From one sender, as fast as it can. */
    private List<Figure> datagrams(MeasuredBroker broker, String name, int lines) {
        long sent = packets.get();
        double lost = broker.reading().lost();
        List<Figure> figures = new ArrayList<>(
                measure(broker, name, "statsd_lines", "accumulated", 1, number -> overUdp(broker, lines)));
        double share = (broker.reading().lost() - lost) / Math.max(1, packets.get() - sent);
        figures.add(new Figure("broker." + name + ".lost", 100 * share, "%"));
        return figures;
    }

    private List<Figure> measure(
            MeasuredBroker broker, String name, String protocol, String outcome, int count, Senders senders) {
        out.println("Measuring " + name);
        warm(broker, senders, count);
        MeasuredBroker.Reading before = broker.reading();
        long began = System.nanoTime();
        run(senders, count, MEASURED);
        MeasuredBroker.Reading after = broker.reading();
        double seconds = (System.nanoTime() - began) / 1e9;
        double samples = after.count(protocol, outcome) - before.count(protocol, outcome);
        if (samples <= 0) {
            throw new StartException("The broker took nothing by " + name + ".");
        }
        double millions = samples / MILLION;
        return List.of(
                new Figure("broker." + name + ".rate", samples / seconds, "/s"),
                new Figure(
                        "broker." + name + ".cpu_per_million",
                        (after.cpuSeconds() - before.cpuSeconds()) / millions,
                        "s"),
                new Figure(
                        "broker." + name + ".allocated_per_million",
                        (after.allocatedBytes() - before.allocatedBytes()) / millions / MILLION,
                        "MB"));
    }

    /** Until the broker's compilers are at rest: their work is done once in the life of a broker, its peers come compiled. */
    private void warm(MeasuredBroker broker, Senders senders, int count) {
        double compiled = broker.reading().compileSeconds();
        for (int round = 0; round < MOST_WARM; round++) {
            run(senders, count, WARM);
            double now = broker.reading().compileSeconds();
            if (round > 0 && now - compiled < AT_REST * WARM.toSeconds()) {
                return;
            }
            compiled = now;
        }
    }

    private void run(Senders senders, int count, Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    Sender sender = senders.make(number);
                    while (System.nanoTime() < end) {
                        sender.send(step.incrementAndGet());
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new StartException("Sending failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted.", e);
        }
    }

    private static void push(HttpClient client, MeasuredBroker broker, Load load, long step)
            throws IOException, InterruptedException {
        byte[] body = load.at(step);
        HttpRequest.Builder request = HttpRequest.newBuilder(broker.uri(load.path()));
        if (load.protocol().equals("remotewrite")) {
            body = Snappy.compress(body);
            request.header("Content-Encoding", "snappy").header("Content-Type", "application/x-protobuf");
        }
        int status = client.send(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.discarding())
                .statusCode();
        if (status / 100 != 2) {
            throw new IOException(load.protocol() + " was answered with " + status);
        }
    }

    private static Sender overTcp(MeasuredBroker broker, int number) throws IOException {
        Load load = Load.graphite("graphite_plain", number);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.graphitePort());
        return step -> socket.getOutputStream().write(load.at(step));
    }

    /** As fast as one sender of packets may be: what the kernel drops is not counted as taken. */
    private Sender overUdp(MeasuredBroker broker, int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("requests.route-").append(i).append(":1|c\n");
        }
        byte[] packet = lines.toString().getBytes(StandardCharsets.UTF_8);
        DatagramSocket socket = new DatagramSocket();
        DatagramPacket datagram =
                new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), broker.statsdPort());
        return step -> {
            for (int i = 0; i < PACKETS_A_PIECE; i++) {
                socket.send(datagram);
            }
            packets.addAndGet(PACKETS_A_PIECE);
        };
    }
}
