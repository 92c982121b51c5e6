package io.vedette.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** What one TLS connection over loopback carries when nothing else is done at either end. */
final class TlsLoopback {
    private static final Duration TIME = Duration.ofSeconds(3);

    private TlsLoopback() {}

    /**
     * @param tls good for both ends
     * @param pieceBytes written at once
     * @return MB/s
     */
    static double rate(SSLContext tls, int pieceBytes) throws IOException {
        try (SSLServerSocket door = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().name("tls-writer").start(() -> write(door, pieceBytes));
            try (SSLSocket socket = (SSLSocket)
                    tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), door.getLocalPort())) {
                InputStream in = socket.getInputStream();
                byte[] buffer = new byte[pieceBytes];
                long begin = System.nanoTime();
                long bytes = 0;
                while (System.nanoTime() - begin < TIME.toNanos()) {
                    bytes += in.read(buffer);
                }
                return bytes * 1e3 / (System.nanoTime() - begin);
            }
        }
    }

    private static void write(SSLServerSocket door, int pieceBytes) {
        byte[] piece = new byte[pieceBytes];
        try (SSLSocket socket = (SSLSocket) door.accept();
                OutputStream out = socket.getOutputStream()) {
            while (!door.isClosed()) {
                out.write(piece);
            }
        } catch (IOException e) {
            if (!door.isClosed()
                    && !String.valueOf(e.getMessage()).contains("reset")
                    && !String.valueOf(e.getMessage()).contains("pipe")) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
