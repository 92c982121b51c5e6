package io.vedette.local.bench;

import io.vedette.local.guard.StartException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Posts the bodies of files of frames (u32 little-endian length, body), one connection for each file. */
final class FramedSender {
    private final URI door;
    private final Path folder;

    FramedSender(URI door, Path folder) {
        this.door = door;
        this.folder = folder;
    }

    /** Whether an empty body is taken. */
    boolean isWelcome() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return post(client, new byte[0]).statusCode() / 100 == 2;
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
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                DataInputStream frames = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (frames.available() > 0) {
                byte[] body = frames.readNBytes(Integer.reverseBytes(frames.readInt()));
                HttpResponse<String> answer = post(client, body);
                if (answer.statusCode() / 100 != 2) {
                    throw new StartException("A body was answered " + answer.statusCode() + ": " + answer.body() + ".");
                }
            }
        } catch (IOException e) {
            throw new StartException("A body was not sent: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> post(HttpClient client, byte[] body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(door)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
