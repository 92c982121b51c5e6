package io.vedette.local.field;

import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrames;
import io.vedette.contracts.feed.FeedPaths;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a lane of a broker as a stratcon does, under a subscriber of its own that checkpoints nothing. Belongs to one thread. */
public final class LaneReader implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A TLS record's worth: what is left of a large batch is read past it. */
    private static final int BUFFER_BYTES = 16 * 1024;

    private final CloseableHttpClient client;
    private final DataInputStream frames;

    private LaneReader(CloseableHttpClient client, InputStream body) {
        this.client = client;
        this.frames = new DataInputStream(new BufferedInputStream(body, BUFFER_BYTES));
    }

    /** All that the broker's journal holds, from its beginning on. */
    public static LaneReader durable(int tlsPort, SSLContext tls) throws IOException {
        return open(tlsPort, tls, "durable", FeedPaths.DURABLE);
    }

    /** From now on. */
    public static LaneReader live(int tlsPort, SSLContext tls) throws IOException {
        return open(tlsPort, tls, "live", FeedPaths.LIVE);
    }

    private static LaneReader open(int tlsPort, SSLContext tls, String lane, String path) throws IOException {
        HttpHost host = new HttpHost("https", "localhost", tlsPort);
        CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                        .build())
                .disableContentCompression()
                .build();
        HttpPost session = new HttpPost(FeedPaths.SESSIONS + "?lane=" + lane + "&subscriber=bench");
        String told = client.execute(host, session, answer -> EntityUtils.toString(answer.getEntity()));
        JsonNode opened = JSON.readTree(told);
        String from = lane.equals("live")
                ? ""
                : "&journal=" + opened.path("journal").asString() + "&offset="
                        + opened.path("begin").asLong();
        HttpGet feed = new HttpGet(path + "?session=" + opened.path("session").asLong() + from);
        feed.setHeader("Accept", FeedPaths.FRAMES);
        ClassicHttpResponse answer = client.executeOpen(host, feed, null);
        if (answer.getCode() != 200) {
            throw new IOException(path + " answered " + answer.getCode());
        }
        return new LaneReader(client, answer.getEntity().getContent());
    }

    /** Blocks for the next frame. */
    public FeedFrame next() throws IOException {
        return FeedFrames.read(frames).orElseThrow(() -> new EOFException("the broker ended the feed"));
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
