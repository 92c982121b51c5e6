package io.vedette.local.bench;

import io.vedette.local.guard.StartException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Posts the bodies of files of frames (u32 little-endian length, body), one connection for each file. Writes plain HTTP/1.1 by itself: a client library took a
 * twentieth of all the processors that are measured.
 */
final class FramedSender {
    private final URI door;
    private final Path folder;

    FramedSender(URI door, Path folder) {
        this.door = door;
        this.folder = folder;
    }

    /** Whether an empty body is taken. */
    boolean isWelcome() throws IOException {
        try (Connection connection = new Connection()) {
            return connection.post(new byte[0]).isTaken();
        }
    }

    /** Sends all of them; returns when the last is answered. */
    void send() throws IOException {
        List<CompletableFuture<Void>> parts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> parts.add(CompletableFuture.runAsync(
                    () -> send(file),
                    task -> Thread.ofVirtual()
                            .name("sender-" + file.getFileName())
                            .start(task))));
        }
        CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).join();
    }

    private void send(Path file) {
        try (Connection connection = new Connection();
                DataInputStream frames = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (frames.available() > 0) {
                byte[] body = frames.readNBytes(Integer.reverseBytes(frames.readInt()));
                Answer answer = connection.post(body);
                if (!answer.isTaken()) {
                    throw new StartException("A body was answered " + answer.status() + ": " + answer.body() + ".");
                }
            }
        } catch (IOException e) {
            throw new StartException("A body was not sent: " + e.getMessage() + ".", e);
        }
    }

    private record Answer(String status, String body) {
        boolean isTaken() {
            return status.startsWith("2");
        }
    }

    /** Kept open from one body to the next. */
    private final class Connection implements AutoCloseable {
        private final Socket socket;
        private final OutputStream out;
        private final BufferedReader answers;

        Connection() throws IOException {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(door.getHost(), door.getPort()));
            out = socket.getOutputStream();
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        Answer post(byte[] body) throws IOException {
            String head = "POST " + door.getRawPath() + " HTTP/1.1\r\nHost: " + door.getRawAuthority()
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            return answer();
        }

        private Answer answer() throws IOException {
            String[] words = line().split(" ", 3);
            if (words.length < 2) {
                throw new IOException("the answer is no HTTP");
            }
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            lower.substring("content-length:".length()).strip());
                }
            }
            char[] said = new char[length];
            int read = 0;
            while (read < length) {
                int more = answers.read(said, read, length - read);
                if (more < 0) {
                    throw new IOException("the answer broke off");
                }
                read += more;
            }
            return new Answer(words[1], new String(said));
        }

        private String line() throws IOException {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("the connection ended without an answer");
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
