package io.vedette.broker.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.broker.Peers;
import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.feed.LaneClient;
import io.vedette.broker.intake.Tally;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** npm's statsd passes on what it is sent: its repeater every packet to our statsd port, its Graphite backend what it made of them to our Graphite port. */
@Timeout(180)
class NpmStatsdTests {
    private static final String COUNTER = "hits|ST[statsd_type:count]";
    private static final String GAUGE = "depth|ST[statsd_type:gauge]";
    private static final String FLUSHED = "stats.gauges.depth";

    @Test
    void itsRepeaterAndItsGraphiteBackendSendToUs(@TempDir Path home, @TempDir Path folder) throws Exception {
        String statsd = Peers.find("statsd");
        int graphite = freePort();
        try (RunningBroker broker = RunningBroker.start(home, "--vedette.broker.graphite.port=" + graphite)) {
            broker.setCheck("statsd", "\"catch_all\":\"true\"", 1);
            broker.setCheck("graphite_plain", "\"catch_all\":\"true\"", 1);
            int door = freePort();
            int ours = broker.bean(StatsdListener.class).port();
            Path config = Files.writeString(folder.resolve("config.js"), config(door, freePort(), graphite, ours));
            try (Peers.Running peer = Peers.start(folder, statsd, config.toString());
                    LaneClient lane = LaneClient.open(broker, "durable")) {
                lane.feed(lane.journal(), 0);
                await().atMost(Duration.ofSeconds(60)).until(() -> peer.said().contains("server is up"));
                Tally tally = broker.bean(Tally.class);
                // It says that it is up before its port is bound.
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    send(door, "depth:7|g\n");
                    return tally.count("statsd_lines", "accumulated", "") > 0;
                });
                send(door, "hits:2|c\nhits:1|c|@0.5\n");
                Map<String, Double> seen = new HashMap<>();
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    for (String sample : lane.samples(1)) {
                        int equals = sample.lastIndexOf('=');
                        String value = sample.substring(equals + 1, sample.lastIndexOf(':'));
                        String name = sample.substring(0, equals).replaceFirst("@\\d+$", "");
                        seen.merge(name, Double.parseDouble(value), (a, b) -> name.equals(COUNTER) ? a + b : b);
                    }
                    return seen.keySet().containsAll(List.of(GAUGE, FLUSHED)) && seen.getOrDefault(COUNTER, 0.0) >= 4;
                });
                assertThat(seen)
                        .containsEntry(COUNTER, 4.0)
                        .containsEntry(GAUGE, 7.0)
                        .containsEntry(FLUSHED, 7.0);
                assertThat(tally.totals().keySet())
                        .noneMatch(entry -> entry.outcome().equals("refused"));
            }
        }
    }

    private static String config(int port, int management, int graphite, int ours) {
        return """
                { address: '127.0.0.1', port: %d, mgmt_address: '127.0.0.1', mgmt_port: %d, flushInterval: 1000,
                  backends: ['./backends/repeater', './backends/graphite'], repeater: [{host: '127.0.0.1', port: %d}],
                  graphiteHost: '127.0.0.1', graphitePort: %d }
                """.formatted(port, management, ours, graphite);
    }

    private static void send(int port, String lines) throws IOException {
        byte[] bytes = lines.getBytes(UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
