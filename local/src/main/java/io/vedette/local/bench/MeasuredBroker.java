package io.vedette.local.bench;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.FreePort;
import io.vedette.local.suite.ServiceJars;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A broker of its own in a JVM of the suite's size, with checks on its disk and nobody else to talk to. */
final class MeasuredBroker implements AutoCloseable {
    static final String SECRET = "measured";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, UUID> checks = new HashMap<>();
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int plainPort = FreePort.any();
    private final int managementPort = FreePort.any();
    private final int statsdPort = FreePort.any();
    private final int graphitePort = FreePort.any();

    /** What it used and did so far. */
    record Reading(double cpuSeconds, double allocatedBytes, Map<String, Double> counters) {
        /** Time of the JVM's compilers. */
        double compileSeconds() {
            return counters.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith("jvm_compilation_time_ms_total"))
                            .mapToDouble(Map.Entry::getValue)
                            .sum()
                    / 1000;
        }

        /** Datagrams the kernel dropped. */
        double lost() {
            return counters.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("vedette_broker_datagrams_lost_total"))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }

        double count(String protocol, String outcome) {
            return counters.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("vedette_broker_samples_total{")
                            && entry.getKey().contains("protocol=\"" + protocol + "\"")
                            && entry.getKey().contains("outcome=\"" + outcome + "\""))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }
    }

    /**
     * @param types of its checks, one of each
     */
    MeasuredBroker(Path root, Path home, Set<String> types) throws IOException {
        for (String type : types) {
            UUID uuid = UUID.randomUUID();
            checks.put(type, uuid);
            write(home.resolve("checks"), type, uuid);
        }
        process = start(new ServiceJars(root).extracted(Service.BROKER), home);
        await();
    }

    private Process start(Path folder, Path home) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                folder.resolve("app.jar").toString());
        Map<String, String> environment = builder.environment();
        environment.put("VEDETTE_HOME", home.toString());
        environment.put("VEDETTE_BROKER_PLAIN_PORT", Integer.toString(plainPort));
        environment.put("VEDETTE_BROKER_MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.put("VEDETTE_BROKER_STATSD_PORT", Integer.toString(statsdPort));
        environment.put("VEDETTE_BROKER_STATSD_TCPPORT", "0");
        environment.put("VEDETTE_BROKER_GRAPHITE_PORT", Integer.toString(graphitePort));
        environment.put("VEDETTE_JOURNAL_MINIMUMFREE", "0");
        return builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("broker.log").toFile())
                .start();
    }

    private static void write(Path folder, String type, UUID uuid) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(uuid + ".json"), """
                {"uuid":"%s","type":"%s","name":"%s","target":"127.0.0.1","accountId":"1","periodMs":"10000",
                 "timeoutMs":"9000","active":true,"metricLimit":"-1","seq":"1","shards":1,
                 "config":{"secret":"%s","catch_all":"true"}}
                """.formatted(uuid, type, type, SECRET));
    }

    private void await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            try {
                reading();
                return;
            } catch (StartException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new StartException("The broker to be measured does not start.", notYet);
                }
            }
        }
    }

    /** The check of this type. */
    UUID check(String type) {
        return Objects.requireNonNull(checks.get(type));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + plainPort + path);
    }

    int statsdPort() {
        return statsdPort;
    }

    int graphitePort() {
        return graphitePort;
    }

    Reading reading() {
        Map<String, Double> counters = new HashMap<>();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                .build();
        try {
            List<String> lines =
                    client.send(request, BodyHandlers.ofLines()).body().toList();
            for (String line : lines) {
                int space = line.lastIndexOf(' ');
                if (!line.startsWith("#") && space > 0) {
                    counters.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
                }
            }
        } catch (IOException e) {
            throw new StartException("The broker tells nothing: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted.", e);
        }
        double cpu = process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1000.0;
        return new Reading(cpu, counters.getOrDefault("jvm_gc_memory_allocated_bytes_total", 0.0), counters);
    }

    /** What is left on the heap after a full collection. */
    double liveHeapBytes() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        int status = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new StartException("jcmd ended with " + status + ".");
        }
        return reading().counters().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        process.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .handle((ended, late) -> process.destroyForcibly())
                .join();
    }
}
