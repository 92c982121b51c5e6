package io.vedette.broker.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.door.TestCa;
import io.vedette.broker.feed.LaneClient;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.Journal;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Datagrams in, batches out: shown each second, journaled at the period's end. */
@Timeout(180)
class StatsdRiverTests {
    @TempDir
    Path home;

    @Test
    void showsTheOpenPeriodToWhoeverWatchesAndJournalsItAtItsEnd() throws Exception {
        try (RunningBroker broker = RunningBroker.start(home)) {
            UUID uuid = broker.setCheck("statsd", "\"catch_all\":\"true\"", 1);
            broker.control(
                    "PUT",
                    "/checks/set/" + uuid,
                    RunningBroker.check(uuid, "statsd", "\"catch_all\":\"true\"", 2)
                            .replace("\"1000\"", "\"4000\""));
            try (LaneClient live = LaneClient.open(broker, "live");
                    DatagramSocket socket = new DatagramSocket()) {
                live.feed();
                byte[] lines = "hits,site=a:2|c\nhits,site=a:3|c\nno line\n".getBytes(UTF_8);
                int port = broker.bean(StatsdListener.class).port();
                socket.send(new DatagramPacket(lines, lines.length, InetAddress.getLoopbackAddress(), port));
                BatchFrame frame = live.nextBatch();
                while (new BatchReader(frame.batch()).kind() == BatchKind.LIVE_ONLY) {
                    assertThat(frame.offset()).isEqualTo(frame.nextOffset());
                    assertThat(LaneClient.samplesOf(frame.batch())).hasSize(1);
                    frame = live.nextBatch();
                }
                BatchReader period = new BatchReader(frame.batch());
                assertThat(period.nextStream() && period.nextSample()).isTrue();
                assertThat(period.name()).isEqualTo("hits|ST[site:a,statsd_type:count]");
                assertThat(period.real()).isEqualTo(5);
                assertThat(period.timeMs() % 4000).isZero();
                assertThat(broker.bean(Journal.class).figures().appendedBatches())
                        .isEqualTo(1);
                Tally tally = broker.bean(Tally.class);
                assertThat(tally.count("statsd_lines", "refused", "no_value")).isEqualTo(1);
                int tcp = broker.bean(StatsdTcpListener.class).port();
                try (Socket stream = new Socket(InetAddress.getLoopbackAddress(), tcp)) {
                    stream.getOutputStream().write("hits:1|c\n_sc|db|0\nhits:2|c".getBytes(UTF_8));
                    stream.shutdownOutput();
                    await().until(() -> tally.count("statsd_lines", "accumulated", "") >= 4);
                    await().until(() -> tally.count("statsd", "received", "") >= 2);
                }
            }
        }
    }

    @Test
    void aPrefixTakesItsNamesANetworkItsSendersAndTheCatchAllTheRest() throws Exception {
        try (RunningBroker broker = RunningBroker.start(home, "--vedette.broker.statsd.receivers=2");
                DatagramSocket socket = new DatagramSocket()) {
            UUID rest = broker.setCheck("statsd", "\"catch_all\":\"true\"", 1);
            UUID app = UUID.randomUUID();
            String network = RunningBroker.check(app, "statsd", "\"prefix\":\"app.\"", 2)
                    .replace("\"target\":\"127.0.0.1\"", "\"target\":\"127.0.0.0/8\"");
            assertThat(broker.control("PUT", "/checks/set/" + app, network).statusCode())
                    .isEqualTo(200);
            byte[] lines = "app.x:1|c\nother:2|c\napp.y:3|c\n".getBytes(UTF_8);
            int port = broker.bean(StatsdListener.class).port();
            socket.send(new DatagramPacket(lines, lines.length, InetAddress.getLoopbackAddress(), port));
            Map<UUID, List<String>> seen = new HashMap<>();
            try (LaneClient lane = LaneClient.open(broker, "durable")) {
                lane.feed(lane.journal(), 0);
                while (seen.size() < 2) {
                    byte[] batch = lane.nextBatch().batch();
                    seen.put(new BatchReader(batch).check(), LaneClient.samplesOf(batch));
                }
            }
            assertThat(seen.get(rest)).singleElement().asString().startsWith("other|");
            assertThat(seen.get(app))
                    .hasSize(2)
                    .allSatisfy(name -> assertThat(name).startsWith("app."));
        }
    }

    @Test
    void journalsThePeriodThatWasOpenWhenItWasKilled(@TempDir Path home, @TempDir Path killed) throws Exception {
        TestCa ca = new TestCa("suite");
        UUID uuid;
        try (RunningBroker broker = RunningBroker.start(home, ca);
                DatagramSocket socket = new DatagramSocket()) {
            uuid = broker.setCheck("statsd", "\"catch_all\":\"true\"", 1);
            byte[] lines = "hits:2|c\nhits:3|c\n".getBytes(UTF_8);
            int port = broker.bean(StatsdListener.class).port();
            Journal journal = broker.bean(Journal.class);
            long before = journal.end();
            socket.send(new DatagramPacket(lines, lines.length, InetAddress.getLoopbackAddress(), port));
            await().until(() -> journal.end() > before);
            copy(home, killed);
        }
        try (RunningBroker broker = RunningBroker.start(killed, ca);
                LaneClient lane = LaneClient.open(broker, "durable")) {
            lane.feed(lane.journal(), 0);
            BatchReader period = new BatchReader(lane.nextBatch().batch());
            assertThat(period.check()).isEqualTo(uuid);
            assertThat(period.nextStream() && period.nextSample()).isTrue();
            assertThat(period.real()).isEqualTo(5);
        }
    }

    /** What a kill would leave. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
