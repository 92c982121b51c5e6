package io.vedette.local.field;

import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrames;
import io.vedette.contracts.feed.FeedPaths;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a lane of a broker as a stratcon does, under a subscriber of its own that checkpoints nothing. Belongs to one thread. */
public final class LaneReader implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BUFFER_BYTES = 64 * 1024;

    private final HttpClient client;
    private final DataInputStream frames;
    private final long end;

    private LaneReader(HttpClient client, InputStream body, long end) {
        this.client = client;
        this.frames = new DataInputStream(new BufferedInputStream(body, BUFFER_BYTES));
        this.end = end;
    }

    /** All that the broker's journal holds, from its beginning on. */
    public static LaneReader durable(int tlsPort, SSLContext tls) throws IOException, InterruptedException {
        return open(tlsPort, tls, "durable", FeedPaths.DURABLE);
    }

    /** From now on. */
    public static LaneReader live(int tlsPort, SSLContext tls) throws IOException, InterruptedException {
        return open(tlsPort, tls, "live", FeedPaths.LIVE);
    }

    private static LaneReader open(int tlsPort, SSLContext tls, String lane, String path)
            throws IOException, InterruptedException {
        String base = "https://localhost:" + tlsPort;
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build();
        HttpRequest session = HttpRequest.newBuilder(
                        URI.create(base + FeedPaths.SESSIONS + "?lane=" + lane + "&subscriber=bench"))
                .POST(BodyPublishers.noBody())
                .build();
        JsonNode opened =
                JSON.readTree(client.send(session, BodyHandlers.ofString()).body());
        String from = lane.equals("live")
                ? ""
                : "&journal=" + opened.path("journal").asString() + "&offset="
                        + opened.path("begin").asLong();
        HttpRequest feed = HttpRequest.newBuilder(URI.create(
                        base + path + "?session=" + opened.path("session").asLong() + from))
                .header("Accept", FeedPaths.FRAMES)
                .build();
        HttpResponse<InputStream> answer = client.send(feed, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return new LaneReader(client, answer.body(), opened.path("end").asLong());
    }

    /** Where the journal ended when the lane was opened. */
    public long end() {
        return end;
    }

    /** Blocks for the next frame. */
    public FeedFrame next() throws IOException {
        return FeedFrames.read(frames).orElseThrow(() -> new EOFException("the broker ended the feed"));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
