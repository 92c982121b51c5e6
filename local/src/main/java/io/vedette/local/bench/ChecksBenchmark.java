package io.vedette.local.bench;

import com.sun.net.httpserver.HttpServer;
import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.FreePort;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.ServiceJars;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * 10,000 checks with a period of a minute, half http and half tcp, on a broker of its usual size that is told it has one processor; what they look at is a
 * server in this process. Counted are runs whose samples are in the journal, over one minute after the first, and the processor time they cost.
 */
final class ChecksBenchmark {
    private static final int CHECKS = 10_000;
    private static final int HTTP_SAMPLES = 6;
    private static final int TCP_SAMPLES = 2;
    private static final int WARM_UP_S = 75;
    private static final int MEASURED_S = 60;
    private static final double ONE_CORE = 60;
    private static final double MOST_MISSED = 0.02;

    private final Path root;
    private final PrintStream out;
    private final HttpClient client = HttpClient.newHttpClient();

    ChecksBenchmark(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    /** What the broker says of itself at one moment. */
    private record Moment(double runs, double cpuSeconds, double heapBytes) {}

    List<Figure> measure() {
        Path folder = Scratch.folder(root, "checks");
        try (Target target = new Target()) {
            write(folder.resolve("home/checks"), target.port());
            return run(folder);
        } catch (IOException e) {
            throw new StartException("The checks cannot be measured in " + folder + ": " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted.", e);
        } finally {
            client.close();
            PrivateFiles.deleteRecursively(folder);
        }
    }

    private static void write(Path checks, int port) throws IOException {
        Files.createDirectories(checks);
        for (int i = 0; i < CHECKS; i++) {
            boolean isHttp = i % 2 == 0;
            String uuid = UUID.randomUUID().toString();
            String config = isHttp ? "\"url\":\"http://127.0.0.1:" + port + "/\"" : "\"port\":\"" + port + "\"";
            Files.writeString(checks.resolve(uuid + ".json"), """
                    {"uuid":"%s","type":"%s","name":"check %d","target":"127.0.0.1","accountId":"1","periodMs":"60000",
                     "timeoutMs":"10000","active":true,"metricLimit":"-1","seq":"1","config":{%s}}
                    """.formatted(uuid, isHttp ? "http" : "tcp", i, config));
        }
    }

    private List<Figure> run(Path folder) throws IOException, InterruptedException {
        int management = FreePort.any();
        List<String> command = new ArrayList<>(new ServiceJars(root).command(Service.BROKER));
        command.add(1, "-XX:ActiveProcessorCount=1");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile());
        builder.environment().put("VEDETTE_HOME", folder.resolve("home").toString());
        builder.environment().put("VEDETTE_BROKER_PLAIN_PORT", "0");
        builder.environment().put("VEDETTE_BROKER_TLS_PORT", "0");
        builder.environment().put("VEDETTE_BROKER_STATSD_PORT", "0");
        builder.environment().put("VEDETTE_BROKER_STATSD_TCPPORT", "0");
        builder.environment().put("VEDETTE_BROKER_MANAGEMENT_PORT", Integer.toString(management));
        Process broker = builder.start();
        try {
            URI figures = URI.create("http://127.0.0.1:" + management + "/actuator/prometheus");
            out.println("A broker with one processor runs " + CHECKS + " checks a minute; " + WARM_UP_S
                    + " s to begin, " + MEASURED_S + " s measured");
            TimeUnit.SECONDS.sleep(WARM_UP_S);
            Moment before = moment(figures);
            TimeUnit.SECONDS.sleep(MEASURED_S);
            Moment after = moment(figures);
            double runs = after.runs() - before.runs();
            double cpu = after.cpuSeconds() - before.cpuSeconds();
            double wanted = (double) CHECKS * MEASURED_S / 60;
            return List.of(
                    new Figure("checks.runs_per_minute", runs * 60 / MEASURED_S, "/min"),
                    new Figure("checks.missed", Math.max(0, 1 - runs / wanted), "share", MOST_MISSED),
                    new Figure("checks.cpu_per_10000", cpu * CHECKS / Math.max(1, runs), "s", ONE_CORE),
                    new Figure("checks.heap", after.heapBytes() / (1 << 20), "MiB"));
        } finally {
            broker.destroy();
            if (!broker.waitFor(20, TimeUnit.SECONDS)) {
                broker.destroyForcibly();
            }
        }
    }

    private Moment moment(URI figures) throws IOException, InterruptedException {
        String said = client.send(HttpRequest.newBuilder(figures).build(), BodyHandlers.ofString())
                .body();
        return new Moment(
                sum(said, "vedette_broker_samples_total", "journaled", "\"http\"") / HTTP_SAMPLES
                        + sum(said, "vedette_broker_samples_total", "journaled", "\"tcp\"") / TCP_SAMPLES,
                sum(said, "process_cpu_time_ns_total") / 1e9,
                sum(said, "jvm_memory_used_bytes", "area=\"heap\""));
    }

    private static double sum(String said, String metric, String... words) {
        return said.lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What the checks look at. */
    private static final class Target implements AutoCloseable {
        private final HttpServer server;

        Target() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
