package io.vedette.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalCursor;
import io.vedette.broker.journal.JournalEntry;
import io.vedette.broker.journal.JournalEntry.Stored;
import io.vedette.broker.journal.JournalOptions;
import io.vedette.contracts.batch.BatchReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker with 96 MiB of heap, killed -9 under two senders: one that retries until it is acknowledged, one that never does. */
@Timeout(300)
class BrokerKillTests {
    private static final int PER_PUSH = 10;

    @TempDir
    Path home;

    private final UUID trap = UUID.randomUUID();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile Optional<Process> broker = Optional.empty();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger careless = new AtomicInteger();
    private int port;

    @AfterEach
    void stop() {
        broker.ifPresent(Process::destroyForcibly);
        client.close();
    }

    @Test
    void losesNothingItAcknowledgedAndCountsNothingTwice() throws Exception {
        killUnderSenders(3000, 3);
    }

    @Test
    @Tag("long")
    @Timeout(7200)
    void losesNothingInTwoHundredKills() throws Exception {
        killUnderSenders(60_000, 200);
    }

    private void killUnderSenders(int samples, int kills) throws Exception {
        Files.createDirectories(home.resolve("checks"));
        Files.writeString(home.resolve("checks/" + trap + ".json"), """
            {"uuid":"%s","type":"httptrap","accountId":"1","periodMs":"10000","timeoutMs":"9000","active":true,
             "metricLimit":"-1","seq":"1","config":{"secret":"s"}}
            """.formatted(trap));
        port = freePort();
        start();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger carelessAcknowledged = new AtomicInteger();
        Thread retrying = Thread.ofVirtual().start(() -> sendAllUntilAcknowledged(samples));
        Thread other = Thread.ofVirtual().start(() -> sendWithoutRetrying(done, carelessAcknowledged));
        killRounds(samples, kills);
        retrying.join();
        done.set(true);
        other.join();
        kill();
        Map<String, Integer> counts = countsInJournal();
        assertThat(counts.getOrDefault("numbered", 0)).isEqualTo(samples);
        assertThat(counts.getOrDefault("careless", 0)).isBetween(carelessAcknowledged.get(), careless.get());
    }

    private void killRounds(int samples, int kills) throws Exception {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        System.out.println("kill seed " + seed + " (run again with -Dvedette.seed)");
        Random random = new Random(seed);
        for (int round = 1; round <= kills; round++) {
            int at = samples * round / (kills + 1) + random.nextInt(samples / (2 * (kills + 1)));
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> acknowledged.get() >= at);
            kill();
            start();
        }
    }

    private void sendAllUntilAcknowledged(int samples) {
        for (int first = 0; first < samples; first += PER_PUSH) {
            StringBuilder body = new StringBuilder();
            for (int n = first; n < first + PER_PUSH; n++) {
                body.append("{\"numbered\":{\"_type\":\"L\",\"_value\":")
                        .append(n)
                        .append(",\"_ts\":")
                        .append(1_790_000_000_000L + n)
                        .append("}}");
            }
            boolean sent = false;
            while (!sent) {
                sent = push(body.toString());
            }
            acknowledged.addAndGet(PER_PUSH);
        }
    }

    private void sendWithoutRetrying(AtomicBoolean done, AtomicInteger carelessAcknowledged) {
        while (!done.get()) {
            careless.incrementAndGet();
            if (push("{\"careless\":1}")) {
                carelessAcknowledged.incrementAndGet();
            }
        }
    }

    private boolean push(String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/module/httptrap/" + trap + "/s"))
                .timeout(Duration.ofSeconds(5))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            Thread.onSpinWait();
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start() throws IOException {
        File log = home.resolve("broker.log").toFile();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerApplication.class.getName()));
        command.addAll(List.of(
                "--vedette.home=" + home,
                "--server.port=" + port,
                "--management.server.port=0",
                "--vedette.broker.statsd.port=0",
                "--vedette.broker.statsd.tcp-port=0",
                "--vedette.journal.minimum-free=0"));
        broker = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start());
    }

    private void kill() throws InterruptedException {
        Process process = broker.orElseThrow();
        assertThat(process.isAlive()).as("the broker ended by itself").isTrue();
        process.destroyForcibly().waitFor();
    }

    private Map<String, Integer> countsInJournal() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Journal journal = Journal.open(home.resolve("journal"), JournalOptions.defaults(), Clock.systemUTC());
                JournalCursor cursor = journal.read(0)) {
            for (Optional<JournalEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                Stored record = (Stored) entry.get();
                if (!record.kind().isBatch()) {
                    continue;
                }
                BatchReader batch = new BatchReader(record.payload());
                while (batch.nextStream()) {
                    String name = batch.name();
                    while (batch.nextSample()) {
                        counts.merge(name, 1, Integer::sum);
                    }
                }
            }
        }
        return counts;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
