package io.vedette.broker.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.broker.Fuzz;
import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.feed.LaneClient;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.Journal;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class GraphiteTests {
    private static final List<byte[]> CORPUS = Stream.of(
                    "servers.a.cpu 12 1700000000\n",
                    "disk;host=a;mount=/ 1.5e3 1700000000.25",
                    "n\t-9223372036854775808\t-1\r",
                    "a b c\n;=;x 1 1")
            .map(text -> text.getBytes(UTF_8))
            .toList();

    @Test
    void journalsGoodLinesOverTcpUdpAndTls(@TempDir Path home) throws Exception {
        try (RunningBroker broker = RunningBroker.start(
                home,
                "--vedette.broker.graphite.port=0",
                "--vedette.broker.graphite.tls-port=0",
                "--vedette.broker.graphite.tls-addresses=127.0.0.1",
                "--vedette.broker.listen.max-line=64")) {
            GraphiteListener listener = broker.bean(GraphiteListener.class);
            assertThat(listener.tcpPort()).isZero();
            UUID plain = broker.setCheck("graphite_plain", "\"catch_all\":\"true\"", 1);
            broker.setCheck("graphite_tls", "\"secret\":\"Tls-secret\"", 1);
            try (LaneClient lane = LaneClient.open(broker, "durable");
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.tcpPort())) {
                lane.feed(lane.journal(), 0);
                String tooLong = "x".repeat(100);
                socket.getOutputStream()
                        .write(("a.b;host=x 1 17\nbad line\n" + tooLong + " 1 1\na.c 2.5 18.25\n").getBytes(UTF_8));
                assertThat(lane.samples(2)).containsExactly("a.b|ST[host:x]@17000=1:l", "a.c@18250=2.5:n");
                Tally tally = broker.bean(Tally.class);
                await().untilAsserted(() -> {
                    assertThat(tally.count("graphite_plain", "refused", "bad_fields"))
                            .isEqualTo(1);
                    assertThat(tally.count("graphite_plain", "refused", "line_too_long"))
                            .isEqualTo(1);
                });
                try (DatagramSocket udp = new DatagramSocket()) {
                    byte[] line = "u 3 19\n".getBytes(UTF_8);
                    udp.send(new DatagramPacket(
                            line, line.length, InetAddress.getLoopbackAddress(), listener.udpPort()));
                }
                assertThat(lane.samples(1)).containsExactly("u@19000=3:l");
                try (Socket tls = tls(broker, listener, "tls-secret.broker.example")) {
                    tls.getOutputStream().write("t 4 20\n".getBytes(UTF_8));
                    assertThat(lane.samples(1)).containsExactly("t@20000=4:l");
                }
                try (Socket tls = tls(broker, listener, "other.broker.example")) {
                    tls.getOutputStream().write("t 4 21\n".getBytes(UTF_8));
                    await().until(() -> tally.count("graphite_tls", "refused", "no_check") == 1);
                }
            }
            long end = broker.bean(Journal.class).end();
            broker.control("DELETE", "/checks/delete/" + plain + "?seq=2", "");
            assertThat(listener.tcpPort()).isZero();
            assertThat(broker.bean(Journal.class).end()).isGreaterThanOrEqualTo(end);
        }
    }

    private static Socket tls(RunningBroker broker, GraphiteListener listener, String host) throws Exception {
        SSLSocket socket = (SSLSocket) broker.ca()
                .clientContext("sender")
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), listener.tlsPort());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        return socket;
    }

    @ParameterizedTest
    @CsvSource({
        "a 1 , bad_fields",
        "a 1 2 3, bad_fields",
        "a x 1, bad_number",
        "a NaN 1, bad_number",
        "a 1 soon, bad_timestamp",
        ";k=v 1 1, no_name",
        "a;k 1 1, bad_tag"
    })
    void refusesABadLineWithItsReason(String line, String reason) {
        assertThatThrownBy(() -> GraphiteLine.parse(line, 1)).hasMessage(reason);
    }

    @RepeatedTest(20)
    void readsBackWhateverWasWritten() throws Exception {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        String name = "n" + random.nextInt() + ".x" + random.nextInt(10);
        long seconds = random.nextLong(1L << 33);
        double value = random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
        Sample sample = GraphiteLine.parse(name + "\t" + value + " " + seconds + ".125", 1)
                .orElseThrow();
        assertThat(sample.name()).as("seed %d", seed).isEqualTo(name);
        assertThat(Double.longBitsToDouble(sample.bits())).isEqualTo(value);
        assertThat(sample.timeMs()).isEqualTo(seconds * 1000 + 125);
        long whole = random.nextLong();
        assertThat(GraphiteLine.parse(name + " " + whole + " 1", 1)
                        .orElseThrow()
                        .bits())
                .satisfiesAnyOf(
                        bits -> assertThat(bits).isEqualTo(whole),
                        bits -> assertThat(Double.longBitsToDouble(bits)).isEqualTo((double) whole));
    }

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void readsWhateverJazzerFinds(byte[] line) {
        readsOrRefuses(line);
    }

    @Test
    void readsWhateverMutationsFind() {
        Fuzz.run("graphite", CORPUS, 20_000, GraphiteTests::readsOrRefuses);
    }

    private static void readsOrRefuses(byte[] line) {
        try {
            GraphiteLine.parse(new String(line, UTF_8), 1)
                    .ifPresent(sample -> assertThat(sample.name()).isNotEmpty());
        } catch (GraphiteLineException refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }
}
