package io.vedette.local.servers;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports on loopback that nobody listens on, below the range from which the kernel takes ports for outgoing connections. */
public final class FreePort {

    private static final int FIRST = 11_000;
    private static final int LAST = 31_999;
    private static final int ATTEMPTS = 1_000;

    private FreePort() {}

    /** A port that was free a moment ago. */
    public static int any() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StartException("no free port between " + FIRST + " and " + LAST);
    }

    /** The port itself, or any free one for 0. */
    public static int orAny(int port) {
        return port == 0 ? any() : port;
    }

    /** Whether a server could listen on it now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a server could take datagrams on it now. */
    public static boolean isFreeUdp(int port) {
        try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
