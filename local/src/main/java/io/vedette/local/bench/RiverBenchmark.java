package io.vedette.local.bench;

import io.vedette.contracts.door.Service;
import io.vedette.local.field.SuiteAccess;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.ProcessMemory;
import io.vedette.local.suite.Progress;
import io.vedette.local.suite.RunningSuite;
import io.vedette.local.suite.SuiteSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The whole river at once: metrics of hosts by line protocol into the broker's journal, drawn into committed rollups, and onto Kafka; all of the suite and the
 * sender on this machine's processors. As many samples go before, for compilers to have seen it all. The clock stops when the last sample is
 * stored. Beside it, in the same run and with the same bodies, what else is installed: VictoriaMetrics, InfluxDB and Prometheus, which acknowledge from memory.
 */
final class RiverBenchmark {
    private static final int HOSTS = Scratch.number("VEDETTE_BENCH_HOSTS", 200);
    private static final int STEPS = Scratch.number("VEDETTE_BENCH_STEPS", 1080);
    private static final int WARMING = STEPS;
    private static final int METRICS = 100;
    private static final int INTERVAL_S = 10;
    private static final int PARTS = 4;
    private static final int MILLION = 1_000_000;
    private static final Duration BEFORE_NOW = Duration.ofMinutes(2);
    private static final List<String> PEERS = List.of("vm-influx", "influxdb", "prometheus");
    private static final Pattern BESIDE = Pattern.compile("samples_per_s$");

    private final Path root;
    private final PrintStream out;

    RiverBenchmark(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    List<Figure> measure() {
        Path data = Scratch.folder(root, "river");
        try {
            long base = Instant.now().minus(BEFORE_NOW).getEpochSecond() - (long) STEPS * INTERVAL_S;
            base -= base % INTERVAL_S;
            Path source = root.resolve("benchmarks/peers/gen.c");
            run(List.of("gcc", "-O2", "-o", data.resolve("gen").toString(), source.toString(), "-lm"));
            Path before = bodies(data, "before", base - (long) WARMING * INTERVAL_S, WARMING);
            Path bodies = bodies(data, "bodies", base, STEPS);
            List<Figure> figures = new ArrayList<>(ours(data.resolve("suite"), before, bodies));
            PrivateFiles.deleteRecursively(data.resolve("suite"));
            PeerFigures peers = new PeerFigures(root, out);
            for (String peer : PEERS) {
                figures.addAll(peers.of(
                        "river.beside.",
                        BESIDE,
                        peer,
                        "--no-query",
                        "--runs",
                        "1",
                        "--hosts",
                        Integer.toString(HOSTS),
                        "--steps",
                        Integer.toString(STEPS)));
            }
            aim(figures);
            return figures;
        } catch (IOException e) {
            throw new StartException("The river cannot be measured: " + e.getMessage() + ".", e);
        } finally {
            PrivateFiles.deleteRecursively(data);
        }
    }

    /** Prometheus' rate as a share of ours: the aim is to be past it. */
    private static void aim(List<Figure> figures) {
        rate(figures, "river.beside.prometheus.hour.samples_per_s")
                .ifPresent(theirs -> rate(figures, "river.stored_per_s")
                        .ifPresent(ours -> figures.add(
                                new Figure("river.beside.prometheus.of_stored", theirs / ours, "share", 1))));
    }

    private static OptionalDouble rate(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .mapToDouble(Figure::value)
                .findFirst();
    }

    /** Frames of line protocol, as the generator makes them, from epoch second {@code base} on. */
    private Path bodies(Path data, String name, long base, int steps) throws IOException {
        Path bodies = Files.createDirectories(data.resolve(name));
        run(List.of(
                data.resolve("gen").toString(),
                "influx",
                Integer.toString(HOSTS),
                Integer.toString(steps),
                Integer.toString(INTERVAL_S),
                Long.toString(base),
                Integer.toString(PARTS),
                bodies.toString()));
        return bodies;
    }

    private List<Figure> ours(Path data, Path before, Path bodies) throws IOException {
        Files.createDirectories(data);
        try (RunningSuite suite = RunningSuite.prepare(SuiteSettings.apart(root, data), new Progress(out))) {
            suite.start();
            SuiteAccess access = new SuiteAccess(data);
            JsonNode check = access.post("/v2/check_bundle", """
                    {"type":"influxdb","target":"127.0.0.1","display_name":"hosts","brokers":["%s"],"period":60,"timeout":10,
                     "metric_limit":-1,"config":{}}""".formatted(broker(access)));
            URI door = URI.create("http://127.0.0.1:" + access.port("broker-plain") + "/module/influxdb/"
                    + check.path("_check_uuids").path(0).asString() + "/"
                    + check.path("config").path("secret").asString() + "/write");
            SuiteAccess.await("the broker takes line protocol", new FramedSender(door, before)::isWelcome);
            river(access, new FramedSender(door, before), WARMING);
            Map<String, Duration> cpuBefore = cpu(access);
            Stored took = river(access, new FramedSender(door, bodies), STEPS);
            List<Figure> figures = new ArrayList<>(List.of(
                    new Figure("river.samples", took.samples(), "samples"),
                    new Figure("river.accepted_per_s", took.samples() / took.accepted(), "/s"),
                    new Figure("river.stored_per_s", took.samples() / took.stored(), "/s")));
            figures.addAll(costs(access, cpuBefore, took.samples()));
            return figures;
        }
    }

    /** How long it took until all was answered, and stored; seconds. */
    private record Stored(long samples, double accepted, double stored) {}

    private Stored river(SuiteAccess access, FramedSender sender, int steps) throws IOException {
        long samples = (long) HOSTS * steps * METRICS;
        out.println("Sending " + samples + " samples of " + HOSTS * METRICS + " streams");
        long drawnBefore = drawn(access);
        long begin = System.nanoTime();
        sender.send();
        double accepted = seconds(begin);
        while (drawn(access) - drawnBefore < samples) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return new Stored(samples, accepted, seconds(begin));
    }

    private static String broker(SuiteAccess access) {
        return access.get("/v2/broker").path(0).path("_cid").asString();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Samples of all brokers that are committed: the durable lane counts a batch when its cells are. */
    private static long drawn(SuiteAccess access) {
        long samples = 0;
        for (JsonNode feed : access.get("/api/feeds")) {
            for (JsonNode lane : feed.path("lanes")) {
                if (lane.path("lane").asString().equals("durable")) {
                    samples += lane.path("samples").asLong();
                }
            }
        }
        return samples;
    }

    private static Map<String, Duration> cpu(SuiteAccess access) {
        Map<String, Duration> used = new LinkedHashMap<>();
        access.described()
                .path("processes")
                .properties()
                .forEach(process -> ProcessHandle.of(
                                process.getValue().path("pid").asLong())
                        .ifPresent(handle -> used.put(
                                process.getKey(),
                                Stream.concat(Stream.of(handle), handle.descendants())
                                        .flatMap(each -> each.info().totalCpuDuration().stream())
                                        .reduce(Duration.ZERO, Duration::plus))));
        used.remove("launcher");
        return used;
    }

    private static List<Figure> costs(SuiteAccess access, Map<String, Duration> before, long samples) {
        List<Figure> figures = new ArrayList<>();
        double sum = 0;
        Map<String, Duration> after = cpu(access);
        for (Map.Entry<String, Duration> process : after.entrySet()) {
            Duration used = process.getValue().minus(before.getOrDefault(process.getKey(), Duration.ZERO));
            double perMillion = used.toMillis() / 1e3 * MILLION / samples;
            sum += perMillion;
            figures.add(new Figure("river.cpu." + process.getKey(), perMillion, "s/M"));
        }
        figures.add(new Figure("river.cpu", sum, "s/M"));
        ProcessMemory memory = ProcessMemory.now();
        for (String name : List.of(Service.BROKER.title(), Service.STRATCON.title(), "postgres", "kafka")) {
            long pid =
                    access.described().path("processes").path(name).path("pid").asLong();
            figures.add(new Figure("river.memory." + name, memory.ofTree(pid) / 1048576.0, "MiB"));
        }
        return figures;
    }

    private static String run(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(words.getFirst() + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return said;
    }
}
