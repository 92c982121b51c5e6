package io.vedette.broker.listen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UdpListenerTests {
    private static final int LARGEST = 60_000;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<ByteBuf> held = new CopyOnWriteArrayList<>();

    @Test
    void datagramsOfEverySizeComeWholeAlsoWhileOthersAreStillHeld() throws Exception {
        UdpListener listener = new UdpListener("udp-test", (sender, datagram) -> {
            taken.add(datagram.toString(UTF_8));
            if (taken.size() % 3 == 0) {
                held.add(datagram.retain());
            }
        });
        listener.bind(List.of("127.0.0.1"), 0);
        List<String> sent = IntStream.range(0, 200)
                .mapToObj(i -> i % 50 == 0 ? "x".repeat(LARGEST) + i : "line " + i)
                .toList();
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < sent.size(); i++) {
                byte[] bytes = sent.get(i).getBytes(UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), listener.port()));
                int soFar = i + 1;
                if (soFar % 20 == 0) {
                    await().until(() -> taken.size() == soFar);
                }
            }
            assertThat(taken).isEqualTo(sent);
            assertThat(held).isNotEmpty();
            for (int i = 0; i < held.size(); i++) {
                assertThat(held.get(i).toString(UTF_8)).isEqualTo(sent.get(3 * i + 2));
            }
        } finally {
            held.forEach(ByteBuf::release);
            listener.close();
        }
    }
}
