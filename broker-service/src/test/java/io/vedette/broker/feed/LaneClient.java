package io.vedette.broker.feed;

import com.github.luben.zstd.ZstdInputStream;
import io.vedette.broker.door.RunningBroker;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrames;
import io.vedette.contracts.feed.FeedPaths;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stratcon's side of one lane. */
public final class LaneClient implements AutoCloseable {
    private final RunningBroker broker;
    private final JsonNode session;
    private final String lane;
    private String coding = "identity";
    private DataInputStream frames = new DataInputStream(InputStream.nullInputStream());

    private LaneClient(RunningBroker broker, String lane, JsonNode session) {
        this.broker = broker;
        this.lane = lane;
        this.session = session;
    }

    /** Opens a session. */
    public static LaneClient open(RunningBroker broker, String lane) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                broker.control("POST", FeedPaths.SESSIONS + "?lane=" + lane + "&subscriber=store", "");
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return new LaneClient(broker, lane, new JsonMapper().readTree(answer.body()));
    }

    /** Opens the durable lane and begins its feed at the beginning of the journal. */
    public static LaneClient fromBegin(RunningBroker broker) throws IOException, InterruptedException {
        LaneClient lane = open(broker, "durable");
        lane.feed(lane.journal(), lane.number("begin"));
        return lane;
    }

    public long number(String field) {
        return session.path(field).asLong();
    }

    public UUID journal() {
        return UUID.fromString(session.path("journal").asString());
    }

    /** Begins the feed from a position; the status. */
    public int feed(UUID journal, long offset) throws IOException, InterruptedException {
        return begin("/feed/" + lane + "?session=" + number("session") + "&journal=" + journal + "&offset=" + offset);
    }

    /** Begins the live feed without a position. */
    public int feed() throws IOException, InterruptedException {
        return begin("/feed/" + lane + "?session=" + number("session"));
    }

    public int checkpoint(long offset) throws IOException, InterruptedException {
        return broker.control(
                        "POST",
                        FeedPaths.CHECKPOINTS + "?session=" + number("session") + "&journal=" + journal() + "&offset="
                                + offset,
                        "")
                .statusCode();
    }

    /** Asks for the feed in this coding, as {@code Accept-Encoding} names it. */
    LaneClient coded(String coding) {
        this.coding = coding;
        return this;
    }

    /** The next frame; empty when the broker ended the feed. */
    public Optional<FeedFrame> next() throws IOException {
        return FeedFrames.read(frames);
    }

    /** The next batch frame, others left out. */
    public BatchFrame nextBatch() throws IOException {
        while (true) {
            FeedFrame frame = next().orElseThrow(() -> new IOException("the feed ended"));
            if (frame instanceof BatchFrame batch) {
                return batch;
            }
        }
    }

    /** Reads until so many samples came: {@code name=value} or {@code name@time=value} when the time is the sender's. */
    public List<String> samples(int count) throws IOException {
        List<String> samples = new ArrayList<>();
        while (samples.size() < count) {
            samples.addAll(samplesOf(nextBatch().batch()));
        }
        return samples;
    }

    public static List<String> samplesOf(byte[] bytes) {
        List<String> samples = new ArrayList<>();
        BatchReader batch = new BatchReader(bytes);
        while (batch.nextStream()) {
            while (batch.nextSample()) {
                String time = batch.timeMs() == batch.receivedMs() ? "" : "@" + batch.timeMs();
                samples.add(batch.name() + time + "=" + value(batch));
            }
        }
        return samples;
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }

    private int begin(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = broker.stratcon()
                .send(
                        HttpRequest.newBuilder(broker.tlsUri(path))
                                .header("Accept-Encoding", coding)
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        String answered = answer.headers().firstValue("Content-Encoding").orElse("identity");
        if (answer.statusCode() == 200 && !List.of(coding.split(", ")).contains(answered)) {
            throw new IOException("asked for " + coding + ", got " + answered);
        }
        frames = new DataInputStream(answered.equals("zstd") ? new ZstdInputStream(answer.body()) : answer.body());
        return answer.statusCode();
    }

    private static String value(BatchReader batch) {
        if (batch.isNull()) {
            return "null:" + batch.type().code();
        }
        String value = batch.type().isNumeric()
                ? (batch.type().isWhole() ? Long.toString(batch.whole()) : Double.toString(batch.real()))
                : batch.text();
        return value + ":" + batch.type().code();
    }
}
